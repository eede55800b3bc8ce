namespace ContactCenter.Audit.Sqlite;

/// <summary>Keeps how many entries of each kind every hour has, of each agent and of all together.</summary>
internal sealed class IndexRollUp
{
    /// <summary>In the place of an agent's number: all entries, and those that name no agent.</summary>
    public const long All = 0, Nobody = -1;

    public const string Create = """

        CREATE TABLE IF NOT EXISTS rollup (agent INTEGER, hour INTEGER, kind INTEGER, entries INTEGER NOT NULL, PRIMARY KEY (agent, hour, kind)) STRICT, WITHOUT ROWID;
        """;

    private readonly Statement _add;
    private readonly Func<byte[], long> _numberOf;
    private readonly IndexSums _sums;

    public IndexRollUp(Database database, Func<byte[], long> numberOf, IndexSums sums)
    {
        (_numberOf, _sums) = (numberOf, sums);
        _add = database.Prepare("INSERT INTO rollup VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET entries = entries + excluded.entries");
    }

    /// <summary>The hour a time is in, counted from year 1.</summary>
    public static long Hour(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerHour;

    public void Add(IReadOnlyList<EncodedEntry> entries)
    {
        foreach (var group in entries.CountBy(static e => (e.Header.Links.Agent, Hour: Hour(e.Header.Time), e.Header.Kind)))
        {
            var kind = _numberOf(IndexNames.Kind(group.Key.Kind));
            Add(group.Key.Agent is { } agent ? _numberOf(IndexNames.Agent(agent)) : Nobody, group.Key.Hour, kind, group.Value);
            Add(All, group.Key.Hour, kind, group.Value);
        }
    }

    private void Add(long agent, long hour, long kind, long entries)
    {
        _add.Bind(1, agent).Bind(2, hour).Bind(3, kind).Bind(4, entries).Run();
        _sums.AddCount(agent, hour, kind, entries);
    }
}
