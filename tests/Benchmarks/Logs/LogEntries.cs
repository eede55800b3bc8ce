using System.Text;
using ContactCenter.Journal;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>Entries as a center makes them: about 300 bytes encoded, seven links or machines, interactions of some 16 entries, 200 agents.</summary>
internal sealed class LogEntries
{
    private int _next;

    public (MachineId Machine, Entry Entry) Next()
    {
        var number = Interlocked.Increment(ref _next);
        var interaction = new InteractionId(DerivedId.From(Guid.Empty, number / 16));
        var body = $$"""{"queue":"faults","channel":"sms","endpoint":"0198a4c2-7f3e-7a10-9c55-2f6d1b0e{{number % 10_000:D4}}","text":"sealed","segments":2,"attempt":{{number % 3}},"priority":0.5,"skills":["gas","german"]}""";
        var entry = new Entry
        {
            Id = new EntryId(DerivedId.From(interaction.Value, number)),
            Kind = number % 2 == 0 ? "message.received" : "message.sent",
            Time = DateTimeOffset.UnixEpoch.AddSeconds(1_770_000_000 + number),
            Actor = "channel:sms",
            Cause = interaction.Value,
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Links = new EntryLinks
            {
                Interaction = interaction,
                Customer = new CustomerId(DerivedId.From(Guid.Empty, number / 16 % 20_000)),
                Agent = new AgentId($"agent-{number % 200}"),
            },
            Body = Encoding.UTF8.GetBytes(body),
        };
        return (new MachineId("interaction", interaction.Value.ToString()), entry);
    }
}
