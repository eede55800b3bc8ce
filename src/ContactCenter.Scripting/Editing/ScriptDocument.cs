using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Editing;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting;

/// <summary>A script as an editor has it: its text, and everything an editor asks about a place in it. Places are UTF-16 characters from the beginning. Immutable, thread-safe.</summary>
/// <remarks>A document of a changed text is made anew, which takes about as long as a key press is felt: milliseconds for thousands of lines.</remarks>
public sealed class ScriptDocument
{
    private readonly SourceText? _contractsSource;
    private ImmutableArray<NameUse> _names;

    /// <summary>Reads a script.</summary>
    /// <param name="source">The script.</param>
    /// <param name="contracts">What it relies on; null when that is not known, and then only how it is written is looked at.</param>
    public ScriptDocument(SourceText source, SourceText? contracts = null)
        : this(source, contracts, contracts is null ? ScriptContracts.Empty : ScriptContracts.Parse(contracts, out _))
    {
    }

    private ScriptDocument(SourceText source, SourceText? contractsSource, ScriptContracts contracts)
    {
        ArgumentNullException.ThrowIfNull(source);
        (Source, _contractsSource, Contracts) = (source, contractsSource, contracts);
        Syntax = ScriptParser.Parse(source);
        Bound = Binder.Bind(Syntax, Contracts);
        Diagnostics = contractsSource is null ? Syntax.Diagnostics : Checking.Checker.Check(Bound, Contracts, default, new ScriptCheckOptions())[0].Diagnostics;
    }

    /// <summary>The script.</summary>
    public SourceText Source { get; }

    /// <summary>What is wrong with it, by place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    internal ScriptContracts Contracts { get; }

    internal ScriptSyntax Syntax { get; }

    internal BoundScript Bound { get; }

    /// <summary>Every name in it; found when the first is wanted, which a key press does not do.</summary>
    internal ImmutableArray<NameUse> Names => _names.IsDefault ? _names = NameUses.In(Bound) : _names;

    /// <summary>The document after a change of its text: what it relies on is not read again where that is what it was.</summary>
    /// <param name="source">The script as it is now.</param>
    /// <param name="contracts">What it relies on now; null when that is not known.</param>
    public ScriptDocument Changed(SourceText source, SourceText? contracts) =>
        contracts is not null && contracts.Text == _contractsSource?.Text ? new ScriptDocument(source, contracts, Contracts) : new ScriptDocument(source, contracts);

    /// <summary>What could be written at a place.</summary>
    public ImmutableArray<ScriptCompletion> CompletionsAt(int at) => Completions.At(this, Checked(at));

    /// <summary>What is known of the word at a place, in Markdown; null for nothing.</summary>
    public ScriptHover? HoverAt(int at) => Hovers.At(this, Checked(at));

    /// <summary>Where what is named at a place is made; null when that is nowhere known.</summary>
    public ScriptPlace? DefinitionAt(int at)
    {
        if (UseAt(at) is not { } use)
        {
            return null;
        }

        foreach (var other in Names)
        {
            if (other.IsDefinition && other.IsSame(use))
            {
                return new ScriptPlace(Source, other.Range);
            }
        }

        return _contractsSource is { } contracts && ContractNames.Find(contracts, use.Kind, use.Name) is { } range ? new ScriptPlace(contracts, range) : null;
    }

    /// <summary>Every place where the same thing is named as at this one, by place.</summary>
    public ImmutableArray<TextRange> ReferencesAt(int at) =>
        UseAt(at) is { } use ? [.. Names.Where(other => other.IsSame(use)).Select(static other => other.Range)] : [];

    /// <summary>The name at a place that <see cref="RenameAt(int, string)"/> can change; null when there is none.</summary>
    public TextRange? RenamableAt(int at) =>
        UseAt(at) is { Kind: NameKind.Step or NameKind.Slot or NameKind.Outcome or NameKind.Choice } use ? use.Range : null;

    /// <summary>Gives the step, slot, outcome or choice at a place another name, wherever it is named.</summary>
    /// <param name="at">The place.</param>
    /// <param name="name">The new name.</param>
    public ScriptRename RenameAt(int at, string name) => RenameAt(at, name, ScriptCompanions.None);

    /// <summary>The same with the files that belong to the script, which name what is in it, too.</summary>
    /// <param name="at">The place.</param>
    /// <param name="name">The new name.</param>
    /// <param name="companions">Those files.</param>
    public ScriptRename RenameAt(int at, string name, ScriptCompanions companions)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(companions);
        return Renames.At(this, _contractsSource, Checked(at), name, companions);
    }

    /// <summary>The steps of the script with what is asked and done in them.</summary>
    public ImmutableArray<ScriptOutline> Outline() => Outlines.Of(this);

    /// <summary>Rows of lines an editor can fold: each line with the deeper ones below it, counted from 1.</summary>
    public ImmutableArray<ScriptFold> Folds() => Outlines.FoldsOf(Source);

    /// <summary>What makes it a formatted script (<see cref="ScriptFormatter"/>); empty when it is one.</summary>
    public ImmutableArray<TextEdit> Format()
    {
        var (before, after) = (Source.Text, ScriptFormatter.Format(Source));
        if (before == after)
        {
            return [];
        }

        var start = before.AsSpan().CommonPrefixLength(after);
        var end = 0;
        while (end < Math.Min(before.Length, after.Length) - start && before[^(end + 1)] == after[^(end + 1)])
        {
            end++;
        }

        return [new TextEdit(TextRange.Between(start, before.Length - end), after[start..^end])];
    }

    internal NameUse? UseAt(int at)
    {
        Checked(at);
        foreach (var use in Names)
        {
            if (use.Range.Start <= at && at <= use.Range.End)
            {
                return use;
            }
        }

        return null;
    }

    private int Checked(int at)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(at, Source.Text.Length);
        return at;
    }
}
