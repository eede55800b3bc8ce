using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Channels;
using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>The kinds of entries about events of the world, in the stream <c>event/main</c>.</summary>
internal static class EventKinds
{
    /// <summary>Something has happened that scripts may listen to.</summary>
    public const string Received = "event.received";

    /// <summary>Every run it is for has it, or it is said why none has.</summary>
    public const string Settled = "event.settled";

    /// <summary>The sealed <see cref="EventContent"/>.</summary>
    public const string Content = "content";

    public static MachineId Stream { get; } = new("event", "main");

    /// <summary>Whose key seals an event that concerns no customer: the tenant's own for events.</summary>
    public static SubjectId SubjectOf(TenantId tenant) => new(DerivedId.From("events", tenant.Value));
}

/// <summary>An event that came in. Whom it concerns stands in the entry's links; what it brings is sealed beside it.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Key">The key of whoever raised it.</param>
/// <param name="Fields">How many fields it brings.</param>
/// <param name="Ties">How many values say which runs it is for.</param>
internal sealed record EventReceived(string Event, string Key, int Fields, int Ties = 0);

/// <summary>What an event brings.</summary>
/// <param name="Fields">By name, as invariant text.</param>
/// <param name="Ties">What the runs it is for keep, by name, as invariant text.</param>
/// <param name="Address">The address it named its customer by.</param>
internal sealed record EventContent(ImmutableDictionary<string, string> Fields, ImmutableDictionary<string, string> Ties, Address? Address = null)
{
    public static EventContent Read(string text) => JsonSerializer.Deserialize(text, EventJson.Default.EventContent)!;

    public string Write() => JsonSerializer.Serialize(this, EventJson.Default.EventContent);
}

/// <summary>What became of an event.</summary>
/// <param name="At">The event.</param>
/// <param name="Event">Its name.</param>
/// <param name="Taken">How many runs took it at once.</param>
/// <param name="Kept">For how many it is kept until they listen.</param>
/// <param name="Begun">How many runs began on it.</param>
/// <param name="Full">How many could not have it: 16 events were kept for them already.</param>
/// <param name="Why">Why nobody has it; null where somebody does.</param>
internal sealed record EventSettled(LogPosition At, string Event, int Taken = 0, int Kept = 0, int Begun = 0, int Full = 0, EventEnd? Why = null);

/// <summary>Why no run has an event.</summary>
internal enum EventEnd
{
    /// <summary>No live run of whom it concerns listens to it, and no script begins on it.</summary>
    NobodyListens = 1,

    /// <summary>Those that listen keep something else than it is about.</summary>
    NotTied,

    /// <summary>What it brings does not fit what those that listen, or begin on it, expect.</summary>
    Unfit,

    /// <summary>As many events are kept for those that listen as may be.</summary>
    Full,

    /// <summary>A script begins on it, and it names no customer.</summary>
    NoCustomer,

    /// <summary>A script begins on it, and no endpoint reaches the customer.</summary>
    NoEndpoint,

    /// <summary>A script begins on it, several endpoints reach the customer, and none of them runs the script.</summary>
    SeveralEndpoints,

    /// <summary>The customer was erased before it could be delivered, and with it what the event brought.</summary>
    Erased,

    /// <summary>The key of what it brought is damaged; or a script begins on it, and the customer's addresses cannot be read.</summary>
    Unreadable,
}

/// <summary>An event came to a run that is busy, or stands elsewhere, and is kept for it.</summary>
/// <param name="Run">The run.</param>
/// <param name="At">The event.</param>
/// <param name="Event">Its name.</param>
internal sealed record ScriptKept(Guid Run, LogPosition At, string Event);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(EventReceived))]
[JsonSerializable(typeof(EventContent))]
[JsonSerializable(typeof(EventSettled))]
[JsonSerializable(typeof(ScriptKept))]
internal sealed partial class EventJson : JsonSerializerContext;
