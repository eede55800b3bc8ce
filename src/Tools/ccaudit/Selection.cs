using System.CommandLine;
using ContactCenter.Audit;
using ContactCenter.Journal;

namespace ContactCenter.Tools.Audit;

/// <summary>Which entries: by position, or by what they are about. Read one by one from the log itself, not from an index that could be wrong.</summary>
internal sealed class Selection
{
    private const int Chunk = 4_096;

    private readonly Option<long?> _from = new("--from") { Description = "The first position; 0 by default.", HelpName = "POSITION" };
    private readonly Option<long?> _count = new("--count") { Description = "At most so many.", HelpName = "N" };
    private readonly Option<Guid?> _interaction = new("--interaction") { Description = "Those about an interaction.", HelpName = "ID" };
    private readonly Option<Guid?> _customer = new("--customer") { Description = "Those about a customer.", HelpName = "ID" };
    private readonly Option<string?> _agent = new("--agent") { Description = "Those about an agent.", HelpName = "KEY" };
    private readonly Option<string?> _kind = new("--kind") { Description = "Those of a kind.", HelpName = "KIND" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_from, _count, _interaction, _customer, _agent, _kind])
        {
            command.Options.Add(option);
        }
    }

    public async IAsyncEnumerable<CommittedEntry> ReadAsync(ParseResult parsed, ILogReader log, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = Natural(parsed, _count) ?? long.MaxValue;
        var query = new LogQuery
        {
            Interaction = parsed.GetValue(_interaction) is { } interaction ? new InteractionId(interaction) : null,
            Customer = parsed.GetValue(_customer) is { } customer ? new CustomerId(customer) : null,
            Agent = parsed.GetValue(_agent) is { } agent ? new AgentId(agent) : null,
            Kind = parsed.GetValue(_kind) is not { } kind || KeyRules.IsValid(kind) ? parsed.GetValue(_kind) : throw new ToolException($"--kind is '{kind}', which no entry is called; give one such as message.received."),
        };
        var next = Natural(parsed, _from) ?? 0;
        while (left > 0 && await log.ReadAsync(new LogPosition(next), Chunk, cancellationToken) is { Count: > 0 } entries)
        {
            foreach (var stored in entries)
            {
                if (left > 0 && Find(log.Id, stored, query) is { } entry)
                {
                    left--;
                    yield return entry;
                }
            }

            next = entries[^1].Position.Value + 1;
        }
    }

    /// <summary>The entry, where it is meant.</summary>
    private static CommittedEntry? Find(LogId log, StoredEntry stored, LogQuery query)
    {
        try
        {
            return query.Matches(EntryCodec.DecodeHeader(log, stored.Bytes)) ? EntryCodec.Decode(log, stored.Position, stored.Bytes) : null;
        }
        catch (LogFormatException e)
        {
            throw new LogFormatException($"Entry {stored.Position} cannot be read: {e.Message} Verify the log.", e);
        }
    }

    private static long? Natural(ParseResult parsed, Option<long?> option) =>
        parsed.GetValue(option) is not < 0 and var value ? value : throw new ToolException($"{option.Name} is {parsed.GetValue(option)}; give 0 or more.");
}
