using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Syntax;
using ContactCenter.Scripting.Texts;
using ContactCenter.Scripting.Translating;

namespace ContactCenter.Scripting;

/// <summary>The texts of scripts for translators and back: XLIFF 2.1 (OASIS). Thread-safe.</summary>
public static class ScriptXliff
{
    /// <summary>The languages a script's header names beside its own.</summary>
    public static ImmutableArray<string> LanguagesOf(SourceText script)
    {
        ArgumentNullException.ThrowIfNull(script);
        return [.. ScriptParser.Parse(script).Header.Languages.Skip(1).Select(static language => language.Text)];
    }

    /// <summary>Writes the texts of a script with their translations so far.</summary>
    /// <param name="script">The script.</param>
    /// <param name="texts">Its side files.</param>
    /// <param name="language">The language to translate into, one of the script's, such as <c>pl</c>.</param>
    /// <exception cref="ScriptFormatException">The script has no such language, or no text with an id.</exception>
    public static string Export(SourceText script, ImmutableArray<ScriptTexts> texts, string language)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(language);
        var (bound, own, target) = Take(script, texts, language);
        var units = TranslationUnits.Of(bound, own, target, Language.Find(language)!);
        return units.IsEmpty
            ? throw new ScriptFormatException($"{script.Name} has no text with an id; run 'ccflow fmt'.")
            : XliffWriter.Write(bound.Syntax.Header.Name.Text, Path.GetFileName(script.Name), bound.Syntax.Header.Languages[0].Text, language, units);
    }

    /// <summary>Takes what a translator gives back into a side file.</summary>
    /// <param name="script">The script.</param>
    /// <param name="texts">Its side files; comments, recordings and the order of that of the language stay.</param>
    /// <param name="xliff">The file, XLIFF 2.0 or 2.1, of at most 16 million characters.</param>
    /// <exception cref="ScriptFormatException">The file is none, or not of this script, or its language is none of the script's.</exception>
    public static ScriptXliffImport Import(SourceText script, ImmutableArray<ScriptTexts> texts, SourceText xliff)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(xliff);
        var file = XliffReader.Read(xliff.Text);
        var language = Primary(file.To);
        var (bound, own, target) = Take(script, texts, language);
        var header = bound.Syntax.Header;
        if (Primary(file.From) != header.Languages[0].Text)
        {
            throw new ScriptFormatException($"{xliff.Name} is translated from '{file.From}', and {script.Name} is written in '{header.Languages[0].Text}'.");
        }

        var units = file.UnitsOf(header.Name.Text);
        if (units.IsEmpty)
        {
            throw new ScriptFormatException($"{xliff.Name} has nothing of the script '{header.Name.Text}'.");
        }

        var side = target?.File ?? new TextFile { Script = header.Name.Text, Language = language };
        var merge = new TextMerge(TranslationUnits.Of(bound, own, target, Language.Find(language)!), own, side.Entries);
        var entries = merge.Merge(units);
        return new ScriptXliffImport(language, TextFileWriter.Write(side with { Entries = entries }), merge.Problems);
    }

    private static (BoundScript Script, ScriptTexts? Own, ScriptTexts? Target) Take(SourceText script, ImmutableArray<ScriptTexts> texts, string language)
    {
        var bound = Binder.Bind(ScriptParser.Parse(script), ScriptContracts.Empty); // texts and what they are for are known without contracts
        var header = bound.Syntax.Header;
        var others = header.Languages.Skip(1).Select(static other => other.Text).ToList();
        if (!others.Contains(language) || Language.Find(language) is null)
        {
            throw new ScriptFormatException($"{script.Name} is not translated into '{language}'; its header names {(others.Count == 0 ? "no other language" : string.Join(", ", others))}.");
        }

        ScriptTexts? Of(string code) => texts.IsDefault ? null : texts.FirstOrDefault(one => one.Language == code && one.Script == header.Name.Text);
        return (bound, Of(header.Languages[0].Text), Of(language));
    }

    /// <summary>The language of a tag such as <c>pl-PL</c>.</summary>
    private static string Primary(string tag) => tag.Split('-')[0].ToLowerInvariant();
}

/// <summary>What came of a translator's file.</summary>
/// <param name="Language">The language.</param>
/// <param name="Texts">The side file with the translations in it, as it is to be written.</param>
/// <param name="Problems">What was lost, is unknown or was not taken, in the order of the script.</param>
public sealed record ScriptXliffImport(string Language, string Texts, ImmutableArray<ScriptXliffProblem> Problems)
{
    /// <inheritdoc />
    public bool Equals(ScriptXliffImport? other) =>
        other is not null && Language == other.Language && Texts == other.Texts && Problems.AsSpan().SequenceEqual(other.Problems.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Language, Texts, Problems.Length);
}

/// <summary>Something wrong with one unit.</summary>
/// <param name="Unit">Its id.</param>
/// <param name="Message">One sentence.</param>
public readonly record struct ScriptXliffProblem(string Unit, string Message);
