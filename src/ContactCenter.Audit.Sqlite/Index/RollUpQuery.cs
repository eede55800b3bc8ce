using ContactCenter.Journal;

namespace ContactCenter.Audit.Sqlite;

/// <summary>Counts by the hours of <see cref="IndexRollUp"/>. Of one connection, whose statements it keeps: preparing one costs as much as counting an agent's week.</summary>
internal sealed class RollUpQuery(Database database, Func<byte[], long?> numberOf)
{
    /// <summary>Agents have few numbers among all names, so each next one is looked up instead of reading all rows.</summary>
    private const string EachAgent = """
        WITH RECURSIVE each(agent) AS (
          SELECT min(agent) FROM rollup
          UNION ALL SELECT (SELECT min(r.agent) FROM rollup r WHERE r.agent > each.agent) FROM each WHERE each.agent IS NOT NULL)
        SELECT {0}, {1}, r.agent, sum(r.entries) FROM each CROSS JOIN rollup r ON r.agent = each.agent
        WHERE each.agent <> 0 AND r.hour >= ?1 AND r.hour < ?2 AND (?3 = 0 OR r.kind = ?3) GROUP BY 1, 2, 3
        """;

    private const string OneAgent = """
        SELECT {0}, {1}, agent, sum(entries) FROM rollup r
        WHERE agent = ?4 AND hour >= ?1 AND hour < ?2 AND (?3 = 0 OR kind = ?3) GROUP BY 1, 2, 3
        """;

    private readonly Dictionary<string, Statement> _prepared = [];

    public void Count(LogQuery query, LogTally tally)
    {
        var (kind, agent) = (0L, IndexRollUp.All);
        if ((query.Kind is { } wanted && !Known(IndexNames.Kind(wanted), out kind)) || (query.Agent is { } who && !Known(IndexNames.Agent(who), out agent)))
        {
            return;
        }

        var each = tally.By.HasFlag(CountBy.Agent) && query.Agent is null;
        var kinds = Texts('k', tally.By.HasFlag(CountBy.Kind));
        var agents = Texts('a', each);
        var statement = Prepared(string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            each ? EachAgent : OneAgent,
            tally.By.HasFlag(CountBy.Hour) ? "r.hour" : tally.By.HasFlag(CountBy.Day) ? "r.hour / 24 * 24" : "0",
            tally.By.HasFlag(CountBy.Kind) ? "r.kind" : "0"));
        statement.Bind(1, query.From is { } from ? IndexRollUp.Hour(from) : 0).Bind(2, query.To is { } to ? IndexRollUp.Hour(to) : long.MaxValue).Bind(3, kind);
        if (!each)
        {
            statement.Bind(4, agent);
        }

        while (statement.Step())
        {
            var hour = new DateTimeOffset(statement.Int64(0) * TimeSpan.TicksPerHour, TimeSpan.Zero);
            AgentId? found = each ? agents.TryGetValue(statement.Int64(2), out var id) ? new AgentId(id) : null : query.Agent;
            tally.Add(hour, kinds.GetValueOrDefault(statement.Int64(1)), found, statement.Int64(3));
        }
    }

    private Statement Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            _prepared.Add(sql, statement = database.Prepare(sql));
        }

        return statement;
    }

    private bool Known(byte[] name, out long number)
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
