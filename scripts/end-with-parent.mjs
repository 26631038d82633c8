// Loaded into the server by run-server.mjs: when the starting process is gone, however it ended, the server ends in order too.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref(); // listening alone must not keep a server alive that has closed everything
