using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Calls;
using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>The kinds of entries in the stream of a call between telephones of two agents, <c>internal-call/ID</c>. Facts alone: nothing follows from them.</summary>
internal static class InternalCallKinds
{
    /// <summary>One calls the other.</summary>
    public const string Placed = "internal-call.placed";

    /// <summary>The other has answered.</summary>
    public const string Answered = "internal-call.answered";

    /// <summary>It is over.</summary>
    public const string Ended = "internal-call.ended";

    private const string Machine = "internal-call";

    /// <summary>The entry of a fact.</summary>
    public static (MachineId Machine, Entry Entry) Of(CallId call, AgentId from, AgentId to, CallReport report, DateTimeOffset at)
    {
        var machine = new MachineId(Machine, call.Thread);
        var (kind, ordinal) = report switch { CallReport.Answered => (Answered, 1), CallReport.Ended => (Ended, 2), _ => (Placed, 0) };
        return (machine, new Entry
        {
            Id = Entries.IdFor(call.Value, machine, ordinal),
            Kind = kind,
            KindVersion = CoreKinds.All.VersionOf(kind),
            Time = at,
            Actor = Principal.Channel(Channels.ChannelKind.Voice).ToString(),
            TraceParent = Entries.TraceParent,
            Links = new EntryLinks { Agent = from },
            Body = JsonSerializer.SerializeToUtf8Bytes(new InternalCallBody(from, to, (report as CallReport.Ended)?.Cause), InternalCallJson.Default.InternalCallBody),
        });
    }
}

/// <param name="From">Who calls.</param>
/// <param name="To">Who is called.</param>
/// <param name="Cause">Why it is over.</param>
internal sealed record InternalCallBody(AgentId From, AgentId To, CallCause? Cause);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(InternalCallBody))]
internal sealed partial class InternalCallJson : JsonSerializerContext;
