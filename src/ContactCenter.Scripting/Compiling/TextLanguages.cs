using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Compiling;

/// <summary>The texts of a script in all its languages: the forms a text has in the program.</summary>
internal sealed class TextLanguages
{
    private readonly ImmutableArray<(string Language, ScriptTexts? Texts)> _languages;
    private readonly bool _hasFiles;

    /// <param name="languages">The script's, the one it is written in first.</param>
    /// <param name="texts">Its side files; of several in a language the first counts.</param>
    public TextLanguages(ImmutableArray<string> languages, ImmutableArray<ScriptTexts> texts)
    {
        _languages = [.. languages.Select(language => (language, texts.FirstOrDefault(one => one.Language == language)))];
        _hasFiles = !texts.IsEmpty;
    }

    /// <summary>All forms of a text: its own first, then those of its side files. A language that lacks it has none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="own">The text as the script has it.</param>
    public ImmutableArray<ProgramTemplate> FormsOf(BoundText text, ImmutableArray<ProgramPiece> own)
    {
        if (!_hasFiles || text.Id is null)
        {
            return [new ProgramTemplate(_languages[0].Language, "", own)];
        }

        var forms = ImmutableArray.CreateBuilder<ProgramTemplate>();
        var holes = TextHoles.Of(text);
        for (var i = 0; i < _languages.Length; i++)
        {
            var (language, texts) = _languages[i];
            var entry = texts?.Entries.GetValueOrDefault(text.Id);
            if (i == 0)
            {
                forms.Add(With(entry, new ProgramTemplate(language, "", own)));
            }
            else if (entry is { IsBlank: false })
            {
                forms.Add(With(entry, new ProgramTemplate(language, "", Pieces(entry.Text, holes))));
            }

            if (entry is { IsBlank: false })
            {
                forms.AddRange(Others(entry, language, holes));
            }
        }

        return forms.ToImmutable();
    }

    /// <summary>A text of a side file, taken apart; what its holes show are values of the script's text.</summary>
    private static ImmutableArray<ProgramPiece> Pieces(string raw, TextHoles holes) =>
    [
        .. TextTemplate.Parse(raw, out _).Pieces.Select(piece => piece is TextHole hole
            ? new ProgramPiece(hole.Written, holes.IndexOf(hole.Expression))
            : new ProgramPiece(((TextPlain)piece).Value)),
    ];

    private static IEnumerable<ProgramTemplate> Others(TextEntry entry, string language, TextHoles holes) =>
        entry.Forms.Where(static form => form.Word.Length > 0).Select(form => new ProgramTemplate(language, form.Word, Pieces(form.Text, holes))
        {
            By = form.Word is ProgramTemplate.Spoken or ProgramTemplate.Short ? -1 : holes.IndexOf(entry.By!),
        });

    private static ProgramTemplate With(TextEntry? entry, ProgramTemplate plain) => entry is null or { IsBlank: true } ? plain : plain with
    {
        Audio = entry.Audio,
        Answers = [.. entry.Answers.Select(static answer => answer.Replace("\"\"", "\"", StringComparison.Ordinal))],
    };
}
