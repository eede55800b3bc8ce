using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Calls;
using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>
/// The kinds of entries in the stream of a call in which no customer is: between telephones of two agents, <c>internal-call/ID</c>, or for help, <c>emergency-call/ID</c>. Facts alone:
/// nothing follows from them.
/// </summary>
internal static class InternalCallKinds
{
    /// <summary>One calls the other.</summary>
    public const string Placed = "internal-call.placed";

    /// <summary>The other has answered.</summary>
    public const string Answered = "internal-call.answered";

    /// <summary>It is over.</summary>
    public const string Ended = "internal-call.ended";

    /// <summary>A telephone of the center calls for help.</summary>
    public const string HelpCalled = "emergency-call.placed";

    /// <summary>The service has answered.</summary>
    public const string HelpAnswered = "emergency-call.answered";

    /// <summary>It is over.</summary>
    public const string HelpEnded = "emergency-call.ended";

    /// <summary>The entry of a fact between two agents.</summary>
    public static (MachineId Machine, Entry Entry) Of(CallId call, AgentId from, AgentId to, CallReport report, DateTimeOffset at) => Of(
        new MachineId("internal-call", call.Thread), call, from, At(report, Placed, Answered, Ended), at,
        JsonSerializer.SerializeToUtf8Bytes(new InternalCallBody(from, to, (report as CallReport.Ended)?.Cause), InternalCallJson.Default.InternalCallBody));

    /// <summary>The entry of a fact of a call for help.</summary>
    public static (MachineId Machine, Entry Entry) Of(CallId call, AgentId from, string number, CallReport report, DateTimeOffset at) => Of(
        new MachineId("emergency-call", call.Thread), call, from, At(report, HelpCalled, HelpAnswered, HelpEnded), at,
        JsonSerializer.SerializeToUtf8Bytes(new EmergencyCallBody(from, number, (report as CallReport.Ended)?.Cause), InternalCallJson.Default.EmergencyCallBody));

    private static (string Kind, int Ordinal) At(CallReport report, string placed, string answered, string ended) =>
        report switch { CallReport.Answered => (answered, 1), CallReport.Ended => (ended, 2), _ => (placed, 0) };

    private static (MachineId Machine, Entry Entry) Of(MachineId machine, CallId call, AgentId from, (string Kind, int Ordinal) fact, DateTimeOffset at, byte[] body)
    {
        var (kind, ordinal) = fact;
        return (machine, new Entry
        {
            Id = Entries.IdFor(call.Value, machine, ordinal),
            Kind = kind,
            KindVersion = CoreKinds.All.VersionOf(kind),
            Time = at,
            Actor = Principal.Channel(Channels.ChannelKind.Voice).ToString(),
            TraceParent = Entries.TraceParent,
            Links = new EntryLinks { Agent = from },
            Body = body,
        });
    }
}

/// <param name="From">Who calls.</param>
/// <param name="To">Who is called.</param>
/// <param name="Cause">Why it is over.</param>
internal sealed record InternalCallBody(AgentId From, AgentId To, CallCause? Cause);

/// <param name="From">Whose telephone calls.</param>
/// <param name="Number">The number of the service.</param>
/// <param name="Cause">Why it is over.</param>
internal sealed record EmergencyCallBody(AgentId From, string Number, CallCause? Cause);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(InternalCallBody))]
[JsonSerializable(typeof(EmergencyCallBody))]
internal sealed partial class InternalCallJson : JsonSerializerContext;
