using System.Text.Json.Serialization;
using ContactCenter.Calls;
using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>The kinds of entries of a call's stream. The first one of an inbound call is an inbound entry like a message: <see cref="DoorKinds.IsInbound"/>.</summary>
internal static class CallKinds
{
    public const string Offered = "call.offered";
    public const string Dialled = "call.dialled";
    public const string Ringing = "call.ringing";
    public const string Answered = "call.answered";
    public const string Joined = "call.joined";
    public const string Left = "call.left";
    public const string Held = "call.held";
    public const string Resumed = "call.resumed";
    public const string Muted = "call.muted";
    public const string Consulted = "call.consulted";
    public const string Transferred = "call.transferred";
    public const string Parked = "call.parked";
    public const string Returned = "call.returned";
    public const string Ended = "call.ended";

    /// <summary>The sealed name that came with the calling number.</summary>
    public const string DisplayName = "name";

    /// <summary>The sealed number the caller had called first.</summary>
    public const string DivertedFrom = "diverted-from";

    /// <summary>The sealed address of somebody outside who was called into the call.</summary>
    public const string Address = "address";

    /// <summary>The machine of a call's stream.</summary>
    public const string Machine = "call";

    public static MachineId MachineOf(CallId call) => new(Machine, call.Thread);

    /// <summary>What a report is in the log.</summary>
    public static (string Kind, CallBody Body) Of(CallReport report) => report switch
    {
        CallReport.Dialled x => (Dialled, new CallBody { Trunk = x.Trunk }),
        CallReport.Ringing => (Ringing, new CallBody()),
        CallReport.Answered x => (Answered, new CallBody { By = x.By == AnsweredBy.Unknown ? null : x.By }),
        CallReport.Joined x => (Joined, new CallBody { Agent = x.Agent, Part = x.Part }),
        CallReport.Left x => (Left, new CallBody { Agent = x.Agent, IsLost = x.IsLost ? true : null }),
        CallReport.Held x => (Held, new CallBody { Agent = x.By }),
        CallReport.Resumed x => (Resumed, new CallBody { Agent = x.By }),
        CallReport.Muted x => (Muted, new CallBody { Agent = x.By, IsMuted = x.IsMuted }),
        CallReport.Consulted x => (Consulted, new CallBody { Agent = x.By, Colleague = x.Colleague, AddressKind = x.Outside?.Kind }),
        CallReport.Transferred x => (Transferred, new CallBody { Agent = x.By }),
        CallReport.Parked x => (Parked, new CallBody { Agent = x.By, Place = x.Place }),
        CallReport.Returned x => (Returned, new CallBody { Agent = x.By }),
        CallReport.Ended x => (Ended, new CallBody { Cause = x.Cause, Status = x.Status, Quality = x.Quality }),
        _ => throw new System.Diagnostics.UnreachableException($"No entry for {report.GetType().Name}."),
    };
}

/// <summary>The facts of an entry of a call; each kind has some of them.</summary>
internal sealed record CallBody
{
    public AgentId? Agent { get; init; }

    public AgentId? Colleague { get; init; }

    public CallPart? Part { get; init; }

    public bool? IsLost { get; init; }

    public bool? IsMuted { get; init; }

    public string? Trunk { get; init; }

    public AnsweredBy? By { get; init; }

    public Channels.AddressKind? AddressKind { get; init; }

    public string? Place { get; init; }

    public CallCause? Cause { get; init; }

    public int? Status { get; init; }

    public CallQuality? Quality { get; init; }

    /// <summary>Of a call the center's end interrupted: when the log last shows that it was there.</summary>
    public DateTimeOffset? LastSign { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CallBody))]
internal sealed partial class CallJson : JsonSerializerContext;
