// Run by itself, this assembly makes the golden journal of the version being built; one of a released version is never made again:
//   dotnet tests/ContactCenter.Tests/bin/Release/net10.0/ContactCenter.Tests.dll golden
// It is also the process a test kills while it records a call: record FOLDER CALL CUSTOMER SESSION.
if (args is ["record", var folder, .. var ids])
{
    await ContactCenter.Tests.Recordings.Victim.RunAsync(folder, ids);
    return 0;
}

if (args is not ["golden"])
{
    Console.Error.WriteLine("Say: golden");
    return 2;
}

Console.WriteLine(await ContactCenter.Tests.Golden.GoldenMaker.RunAsync());
return 0;
