using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>The side files of a script, and what is wrong with their being there.</summary>
internal sealed class SideFiles
{
    /// <summary>A file that has many unknown ids is another script's, and which id each is like says nothing.</summary>
    private const int MostHints = 16;

    private readonly Dictionary<string, ScriptTexts> _byLanguage = new(StringComparer.Ordinal);
    private readonly List<(ScriptTexts File, List<Diagnostic> Found)> _files = [];

    private SideFiles()
    {
    }

    /// <summary>Whether a file belongs to no language of the script, which was said: a language without a file may be that one's.</summary>
    public bool HasLost { get; private set; }

    /// <summary>The file of a language; null when there is none.</summary>
    public ScriptTexts? Of(string language) => _byLanguage.GetValueOrDefault(language);

    /// <summary>Takes the files that are the script's, one a language, and says what is wrong with the others.</summary>
    public static SideFiles Of(BoundScript script, ImmutableArray<ScriptTexts> texts)
    {
        var files = new SideFiles();
        if (texts.IsEmpty)
        {
            return files;
        }

        var header = script.Syntax.Header;
        var ids = script.Syntax.TextIds.Select(id => script.Syntax.Source.Slice(id)[1..].ToString()).ToHashSet(StringComparer.Ordinal);
        var titles = ShownTexts.Of(script).Where(static text => !text.IsTranslated && text.Text.Id is not null).Select(static text => text.Text.Id!).ToHashSet(StringComparer.Ordinal);
        foreach (var file in texts)
        {
            var found = new List<Diagnostic>(file.Diagnostics);
            files._files.Add((file, found));
            var place = file.File.HeaderPlace;
            if (file.Script.Length == 0 || file.Language.Length == 0)
            {
                files.HasLost = true;
                continue; // which was said
            }

            if (file.Script != header.Name.Text)
            {
                files.HasLost = true;
                found.Add(new Diagnostic(TextCodes.ForeignFile, place, file.Script, header.Name.Text));
            }
            else if (header.Languages.All(language => language.Text != file.Language))
            {
                files.HasLost = true;
                found.Add(new Diagnostic(TextCodes.UnnamedLanguage, place, file.Language, NearestWord.Hint(file.Language, header.Languages.Select(static language => language.Text))));
            }
            else if (!files._byLanguage.TryAdd(file.Language, file))
            {
                found.Add(new Diagnostic(TextCodes.SecondFile, place, files._byLanguage[file.Language].Source.Name, file.Language));
            }
            else
            {
                LookForUnknown(file, ids, titles, found);
            }
        }

        return files;
    }

    private static void LookForUnknown(ScriptTexts file, HashSet<string> ids, HashSet<string> titles, List<Diagnostic> found)
    {
        var hints = MostHints;
        foreach (var entry in file.File.Entries.Where(entry => !ids.Contains(entry.Id) || titles.Contains(entry.Id)))
        {
            var why = titles.Contains(entry.Id) ? " that is translated: it is a step's title, for those who work with the script."
                : hints-- > 0 ? NearestWord.Hint(entry.Id, ids)
                : ".";
            found.Add(new Diagnostic(TextCodes.TextOfNothing, entry.Places.Id, entry.Id, why));
        }
    }

    /// <summary>What is wrong in each file, in their order.</summary>
    public ImmutableArray<SourceDiagnostics> Told(IReadOnlyCollection<LanguageTexts> languages) =>
    [
        .. _files.Select(one => new SourceDiagnostics(
            one.File.Source,
            [.. one.Found.Concat(languages.Where(language => language.File == one.File).SelectMany(static language => language.Found)).OrderBy(static found => found.Range.Start)])),
    ];
}
