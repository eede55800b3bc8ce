// Run by itself, this assembly makes the golden journal of the version being built; one of a released version is never made again:
//   dotnet tests/ContactCenter.Tests/bin/Release/net10.0/ContactCenter.Tests.dll golden
if (args is not ["golden"])
{
    Console.Error.WriteLine("Say: golden");
    return 2;
}

Console.WriteLine(await ContactCenter.Tests.Golden.GoldenMaker.RunAsync());
return 0;
