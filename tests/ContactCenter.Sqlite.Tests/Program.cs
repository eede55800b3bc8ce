// Run by itself, this assembly is the process the crash tests kill, or, with "measure", prints what the stores carry:
//   dotnet tests/ContactCenter.Sqlite.Tests/bin/Release/net10.0/ContactCenter.Sqlite.Tests.dll measure
await (args is ["measure"] ? ContactCenter.Sqlite.Measure.RunAsync() : ContactCenter.Sqlite.Crashes.Victim.RunAsync(args));
