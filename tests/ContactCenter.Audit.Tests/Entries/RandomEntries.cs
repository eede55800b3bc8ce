using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ContactCenter.Journal;

namespace ContactCenter.Audit.Tests.Entries;

/// <summary>Entries by chance, always the same for the same number; together they use all of the format.</summary>
internal static class RandomEntries
{
    private static readonly string[] Texts = ["", "a", "an entry", "Grüße", "привет", "漢字", "🚀🚀", "\"quoted\" \\ / \n\t", "\u0001", "e\u0301"];

    public static (MachineId Machine, long Version, Entry Entry) Make(int number)
    {
        var random = new Random(number);
        var entry = new Entry
        {
            Id = new EntryId(Id(random)),
            Kind = random.Next(2) == 0 ? "a.b" : "message.received",
            KindVersion = random.Next(1, 1 << random.Next(1, 31)),
            Time = new DateTimeOffset(random.NextInt64(DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero),
            Actor = "agent:" + Text(random) + "x",
            Cause = Maybe<Guid>(random, Id),
            CausePosition = Maybe<LogPosition>(random, static r => new LogPosition(Natural(r))),
            TraceParent = random.Next(3) == 0 ? "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" : null,
            Links = new EntryLinks
            {
                Interaction = Maybe<InteractionId>(random, static r => new InteractionId(Id(r))),
                Session = Maybe<SessionId>(random, static r => new SessionId(Id(r))),
                Customer = Maybe<CustomerId>(random, static r => new CustomerId(Id(r))),
                Agent = Maybe<AgentId>(random, static r => new AgentId("anna" + r.Next())),
                Asset = Maybe<AssetId>(random, static r => new AssetId(Id(r))),
                Case = Maybe<CaseId>(random, static r => new CaseId(Id(r))),
            },
            Body = Encoding.UTF8.GetBytes(Object(random, 0)),
            Sealed = [.. Enumerable.Range(0, random.Next(3)).Select(i => new SealedField($"text{i}", new SubjectId(Id(random)), Bytes(random, random.Next(28, 400))))],
        };
        return (new MachineId("interaction", random.Next().ToString(CultureInfo.InvariantCulture)), random.Next(3) == 0 ? Append.AnyVersion : Natural(random), entry);
    }

    public static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Of every size.</summary>
    private static long Natural(Random random) => random.NextInt64(1L << random.Next(1, 63));

    private static Guid Id(Random random) => new(Bytes(random, 16));

    private static T? Maybe<T>(Random random, Func<Random, T> make)
        where T : struct => random.Next(2) == 0 ? make(random) : null;

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Texts[random.Next(Texts.Length)]));

    private static string Object(Random random, int depth) =>
        "{" + string.Join(',', Enumerable.Range(0, random.Next(6)).Select(i => $"{JsonSerializer.Serialize(Text(random) + i)}:{Value(random, depth + 1)}")) + "}";

    private static string Value(Random random, int depth) => random.Next(depth < 6 ? 9 : 7) switch
    {
        0 => "null",
        1 => "true",
        2 => "false",
        3 => JsonSerializer.Serialize(Text(random)),
        4 => JsonSerializer.Serialize(Id(random)),
        5 => (random.Next(2) == 0 ? "-" : "") + Natural(random).ToString(CultureInfo.InvariantCulture),
        6 => (random.Next(2) == 0 ? "-" : "") + string.Create(CultureInfo.InvariantCulture, $"{Natural(random)}.{random.Next():000}{(random.Next(2) == 0 ? $"e{random.Next(-300, 300)}" : "")}"),
        7 => Object(random, depth),
        _ => "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1))) + "]",
    };
}
