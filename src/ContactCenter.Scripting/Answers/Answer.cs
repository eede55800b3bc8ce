using System.Collections.Immutable;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Answers;

/// <summary>What an answer came to.</summary>
internal sealed record Answer
{
    private Answer()
    {
    }

    public AnswerReason Reason { get; private init; }

    /// <summary>The value; null when there is none.</summary>
    public TextValue? Value { get; private init; }

    public AnswerManner Manner { get; private init; }

    /// <summary>A rule chose between two readings (the half of the day), so that it is worth confirming.</summary>
    public bool Assumed { get; private init; }

    /// <summary>What it may mean; empty unless <see cref="Reason"/> says that there are several.</summary>
    public ImmutableArray<TextValue> Candidates { get; private init; } = [];

    /// <summary>The value in its invariant form; empty when there is none.</summary>
    public string Normalised => Value is null ? "" : InvariantForm.Of(Value);

    public static Answer Of(TextValue value, AnswerManner manner, bool assumed = false) => new() { Value = value, Manner = manner, Assumed = assumed };

    public static Answer Not(AnswerReason reason, params IEnumerable<TextValue> candidates) => new() { Reason = reason, Candidates = [.. candidates] };

    public override string ToString() => Value is null ? Reason.ToString() : Normalised;
}
