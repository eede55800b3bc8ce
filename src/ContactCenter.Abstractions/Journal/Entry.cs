using System.Collections.Immutable;

namespace ContactCenter.Journal;

/// <summary>One record of the log. Immutable; what it says is said for ever.</summary>
public sealed record Entry
{
    /// <summary>The entry's own id. Appending the same id again returns the first position and writes nothing.</summary>
    public required EntryId Id { get; init; }

    /// <summary>What happened, such as <c>message.received</c>: a stable name, 1 to 64 characters by <see cref="KeyRules"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The version of the kind, 1 or more. Readers only add fields; old versions stay readable.</summary>
    public int KindVersion { get; init; } = 1;

    /// <summary>When, by the writer's clock. Order is by position, never by time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What it is about.</summary>
    public EntryLinks Links { get; init; } = EntryLinks.None;

    /// <summary>Who did it, as <see cref="Principal.ToString"/> writes it.</summary>
    public required string Actor { get; init; }

    /// <summary>The entry or command that led to this one, if any.</summary>
    public Guid? Cause { get; init; }

    /// <summary>The position of the cause, when it is an entry of this log: the watermark of the machine that reacted to it.</summary>
    public LogPosition? CausePosition { get; init; }

    /// <summary>The W3C <c>traceparent</c> under which it happened, so that one trace follows a message from the door and out.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The facts: a JSON object in UTF-8, without personal data. At most 256 KiB.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The personal texts, each encrypted under its subject's key.</summary>
    public ImmutableArray<SealedField> Sealed { get; init; } = [];
}
