using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>The files that belong to a script and name what is in it.</summary>
public sealed class ScriptCompanions
{
    /// <summary>No files.</summary>
    public static ScriptCompanions None { get; } = new();

    /// <summary>Its side files, whose texts show slots by their names.</summary>
    public ImmutableArray<ScriptTexts> Texts { get; init; } = [];

    /// <summary>The conversations that test it.</summary>
    public ImmutableArray<ConversationFile> Conversations { get; init; } = [];

    /// <summary>Maps of upgrades to it (<see cref="ScriptUpgradeMap"/>).</summary>
    public ImmutableArray<SourceText> Maps { get; init; } = [];
}

/// <summary>A file with changes to it.</summary>
/// <param name="Source">The file.</param>
/// <param name="Edits">The changes, in order.</param>
public sealed record SourceEdits(SourceText Source, ImmutableArray<TextEdit> Edits)
{
    /// <inheritdoc />
    public bool Equals(SourceEdits? other) => other is not null && Source == other.Source && Edits.AsSpan().SequenceEqual(other.Edits.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Source, Edits.Length);
}
