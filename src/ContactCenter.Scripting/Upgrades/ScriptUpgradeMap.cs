using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>
/// What an author says became of steps, lines and slots of a version: <c>upgrade v2: where -> address</c>. Immutable, thread-safe. The form is in
/// <c>docs/scripting/tools.md</c>.
/// </summary>
public sealed class ScriptUpgradeMap
{
    /// <summary>The word for a slot whose value may go.</summary>
    private const string Nothing = "nothing";

    private const string Form = "upgrade v2: where -> address";

    /// <summary>Lines of a map, at most.</summary>
    private const int MostLines = 10_000;

    private ScriptUpgradeMap()
    {
    }

    /// <summary>Everything is called what it was.</summary>
    public static ScriptUpgradeMap Empty { get; } = new();

    internal ImmutableArray<MappedName> Steps { get; private init; } = [];

    internal ImmutableArray<MappedName> Lines { get; private init; } = [];

    /// <summary>A slot without a new name may lose its value.</summary>
    internal ImmutableArray<MappedName> Slots { get; private init; } = [];

    /// <summary>Reads a map.</summary>
    /// <param name="source">The text.</param>
    /// <param name="from">The version whose runs are upgraded; lines about other versions are left out.</param>
    /// <param name="faults">What is wrong with it, by place.</param>
    public static ScriptUpgradeMap Parse(SourceText source, int from, out ImmutableArray<Diagnostic> faults)
    {
        ArgumentNullException.ThrowIfNull(source);
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var (steps, lines, slots) = (ImmutableArray.CreateBuilder<MappedName>(), ImmutableArray.CreateBuilder<MappedName>(), ImmutableArray.CreateBuilder<MappedName>());
        for (var number = 1; number <= Math.Min(source.LineCount, MostLines); number++)
        {
            if (LineAt(source, number) is { Length: > 0 } line)
            {
                if (!TryRead(source.Slice(line).ToString(), line, out var version, out var mapped, out var kind))
                {
                    found.Add(new Diagnostic(UpgradeCodes.MapNotUnderstood, line, Form));
                }
                else if (version == from)
                {
                    (kind switch { MappedKind.Slot => slots, MappedKind.Line => lines, _ => steps }).Add(mapped);
                }
            }
        }

        if (source.LineCount > MostLines)
        {
            found.Add(new Diagnostic(UpgradeCodes.MapNotUnderstood, source.LineAt(MostLines + 1), Form));
        }

        faults = found.ToImmutable();
        return new ScriptUpgradeMap { Steps = steps.ToImmutable(), Lines = lines.ToImmutable(), Slots = slots.ToImmutable() };
    }

    /// <summary>What a line says, without spaces around it and its comment.</summary>
    internal static TextRange LineAt(SourceText source, int number)
    {
        var range = source.LineAt(number);
        var text = source.Slice(range);
        var comment = text.IndexOf("//", StringComparison.Ordinal);
        text = (comment < 0 ? text : text[..comment]).TrimEnd();
        var written = text.TrimStart();
        return new TextRange(range.Start + text.Length - written.Length, written.Length);
    }

    /// <summary><c>upgrade vINT: ["slot"] NAME -> NAME {, NAME}</c></summary>
    internal static bool TryRead(string line, TextRange range, out int version, out MappedName mapped, out MappedKind kind)
    {
        (version, mapped, kind) = (0, default, default);
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var arrow = line.IndexOf("->", StringComparison.Ordinal);
        var head = colon < 0 ? [] : line[..colon].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (arrow < colon || head is not ["upgrade", ['v', .. var digits]] || !int.TryParse(digits, System.Globalization.NumberStyles.None, null, out version) || version < 1)
        {
            return false;
        }

        var old = line[(colon + 1)..arrow].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var names = line[(arrow + 2)..].Split(',', StringSplitOptions.TrimEntries);
        kind = old.Length == 2 && old[0] == "slot" ? MappedKind.Slot : old is [var one] && one.Contains('/', StringComparison.Ordinal) ? MappedKind.Line : MappedKind.Step;
        if (old.Length != (kind == MappedKind.Slot ? 2 : 1) || !IsName(old[^1]) || !names.All(IsName) || (kind != MappedKind.Step && names.Length != 1)
            || (kind == MappedKind.Line) != names[0].Contains('/', StringComparison.Ordinal))
        {
            return false;
        }

        mapped = new MappedName(old[^1], kind == MappedKind.Slot && names[0] == Nothing ? [] : [.. names], range);
        return true;
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 512 && name.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/');
}

internal enum MappedKind : byte
{
    Step,
    Line,
    Slot,
}

/// <summary>What became of a name.</summary>
/// <param name="Old">The name in the old version.</param>
/// <param name="New">The names in the new one; none for a slot that may go.</param>
/// <param name="Range">The line of the map.</param>
internal readonly record struct MappedName(string Old, ImmutableArray<string> New, TextRange Range);
