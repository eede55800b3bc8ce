// The process the crash tests kill: it works until it is killed, and prints what it has been told is durable.
await ContactCenter.Sqlite.Crashes.Victim.RunAsync(args);
