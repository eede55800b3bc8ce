using System.Globalization;
using System.Text;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary>Entries that together use all of the format: links, causes, numbers of every size, identities, nesting, sealed fields.</summary>
internal static class RichEntries
{
    private static readonly string[] Numbers = ["0", "-1", "23", "24", "255", "65536", "18446744073709551615", "-18446744073709551616", "18446744073709551616", "-18446744073709551617", "0.1", "-12.0345", "1e300", "99999999999999999999999999999999999999e-1000", "5E-324", "2E19"];

    public static Entry Entry(int number)
    {
        var random = new Random(number);
        var entry = SampleEntries.Entry(number, links: Links(number));
        var nested = string.Concat(Enumerable.Repeat("[", number % 20)) + "null" + string.Concat(Enumerable.Repeat("]", number % 20));
        var body = string.Create(CultureInfo.InvariantCulture, $$"""{"text":"Grüße {{number}} — привет","at":0.1,"number":{{Numbers[number % Numbers.Length]}},"id":"{{SampleEntries.Id(number).Value}}","deep":{{nested}},"yes":true,"no":[false,{"b":1,"aa":2}]}""");
        return entry with
        {
            Time = number % 7 == 0 ? DateTimeOffset.MinValue.AddTicks(number) : entry.Time,
            Actor = number % 3 == 0 ? "agent:änna" : entry.Actor,
            Cause = number % 4 == 0 ? SampleEntries.Id(number).Value : null,
            CausePosition = number % 5 == 0 ? new LogPosition(number) : null,
            TraceParent = number % 6 == 0 ? "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" : null,
            Body = Encoding.UTF8.GetBytes(body),
            Sealed = [.. Enumerable.Range(0, number % 3).Select(i => new SealedField($"text{i}", new SubjectId(SampleEntries.Id(i).Value), Bytes(random, 28 + (number % 300))))],
        };
    }

    private static EntryLinks Links(int number) => new()
    {
        Interaction = number % 2 == 0 ? SampleEntries.Interaction(number) : null,
        Session = number % 3 == 0 ? new SessionId(SampleEntries.Id(number).Value) : null,
        Customer = number % 5 == 0 ? new CustomerId(SampleEntries.Id(number).Value) : null,
        Agent = number % 2 == 1 ? new AgentId("anna.rossi") : null,
        Asset = number % 7 == 0 ? new AssetId(SampleEntries.Id(number).Value) : null,
        Case = number % 11 == 0 ? new CaseId(SampleEntries.Id(number).Value) : null,
    };

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
