using System.Globalization;
using ContactCenter.Routing.Tests.Model;

// Run by itself, this assembly plays histories and says what became of them: another process, culture and time zone have to come to the same.
//   TZ=Pacific/Chatham dotnet tests/ContactCenter.Routing.Tests/bin/Release/net10.0/ContactCenter.Routing.Tests.dll histories 200 ar-SA
if (args is not ["histories", var count, var culture])
{
    Console.Error.WriteLine("Say: histories COUNT CULTURE");
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
Console.WriteLine(HistoryHashes.Of(int.Parse(count, CultureInfo.InvariantCulture)));
return 0;
