using System.Runtime.InteropServices;
using ContactCenter.Journal;

namespace ContactCenter.Audit.Sqlite;

/// <summary>Counts by the hours of <see cref="IndexRollUp"/>. Of one connection, whose statements it keeps: preparing one costs as much as counting an agent's week.</summary>
internal sealed class RollUpQuery(Database database, Func<IndexName, long?> numberOf)
{
    /// <summary>Agents have few numbers among all names, so each next one is looked up instead of reading all rows.</summary>
    private const string EachAgent = """
        WITH RECURSIVE each(agent) AS (
          SELECT min(agent) FROM hour_count
          UNION ALL SELECT (SELECT min(r.agent) FROM hour_count r WHERE r.agent > each.agent) FROM each WHERE each.agent IS NOT NULL)
        SELECT r.agent, r.hour, r.kinds FROM each CROSS JOIN hour_count r ON r.agent = each.agent
        WHERE each.agent <> 0 AND r.hour >= ?1 AND r.hour < ?2
        """;

    private const string OneAgent = "SELECT agent, hour, kinds FROM hour_count WHERE agent = ?3 AND hour >= ?1 AND hour < ?2";

    private readonly Dictionary<string, Statement> _prepared = [];

    public void Count(LogQuery query, LogTally tally)
    {
        var (kind, agent) = (0L, IndexRollUp.All);
        if ((query.Kind is { } wanted && !Known(IndexNames.Kind(wanted), out kind)) || (query.Agent is { } who && !Known(IndexNames.Agent(who), out agent)))
        {
            return;
        }

        var each = tally.By.HasFlag(CountBy.Agent) && query.Agent is null;
        var rows = Prepared(each ? EachAgent : OneAgent);
        rows.Bind(1, query.From is { } from ? IndexRollUp.Hour(from) : 0).Bind(2, query.To is { } to ? IndexRollUp.Hour(to) : long.MaxValue);
        if (!each)
        {
            rows.Bind(3, agent);
        }

        var groups = Groups(rows, kind, tally.By, each);
        var kinds = Texts('k', tally.By.HasFlag(CountBy.Kind));
        var agents = Texts('a', each);
        foreach (var ((hour, number, named), entries) in groups)
        {
            AgentId? found = each ? agents.TryGetValue(named, out var id) ? new AgentId(id) : null : query.Agent;
            tally.Add(new DateTimeOffset(hour * TimeSpan.TicksPerHour, TimeSpan.Zero), kinds.GetValueOrDefault(number), found, entries);
        }
    }

    /// <summary>Adds the rows up; what nobody asked for is 0.</summary>
    private static Dictionary<(long Hour, long Kind, long Agent), long> Groups(Statement rows, long wanted, CountBy by, bool each)
    {
        var groups = new Dictionary<(long Hour, long Kind, long Agent), long>();
        while (rows.Step())
        {
            var hour = rows.Int64(1);
            var (start, agent) = (by.HasFlag(CountBy.Hour) ? hour : by.HasFlag(CountBy.Day) ? hour / 24 * 24 : 0, each ? rows.Int64(0) : 0);
            for (var kinds = rows.Blob(2); IndexRollUp.TryRead(ref kinds, out var kind, out var entries);)
            {
                if (wanted == 0 || kind == wanted)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(groups, (start, by.HasFlag(CountBy.Kind) ? kind : 0, agent), out _) += entries;
                }
            }
        }

        return groups;
    }

    private Statement Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            _prepared.Add(sql, statement = database.Prepare(sql));
        }

        return statement;
    }

    private bool Known(IndexName name, out long number)
    {
        var found = numberOf(name);
        number = found ?? 0;
        return found is not null;
    }

    /// <summary>The texts of all names of a type, by number.</summary>
    private Dictionary<long, string> Texts(char type, bool isWanted)
    {
        var texts = new Dictionary<long, string>();
        if (isWanted)
        {
            var names = Prepared("SELECT id, value FROM name WHERE value >= ? AND value < ?");
            names.Bind(1, [(byte)type]).Bind(2, [(byte)(type + 1)]);
            while (names.Step())
            {
                texts.Add(names.Int64(0), IndexNames.Text(names.Blob(1)));
            }
        }

        return texts;
    }
}
