using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Texts;

/// <summary>
/// Reads side files. Tolerant: a line that cannot be understood is a fault, and the others count. Lines at the margin begin an entry, lines under it
/// say more of it.
/// </summary>
internal sealed class TextFileParser
{
    private readonly SourceText _source;
    private readonly ImmutableArray<Diagnostic>.Builder _faults = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly ImmutableArray<TextEntry>.Builder _entries = ImmutableArray.CreateBuilder<TextEntry>();
    private readonly List<string> _comments = [];
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);
    private TextFile? _file;
    private TextEntry? _entry;
    private int _line;
    private bool _skipped;

    private TextFileParser(SourceText source) => _source = source;

    /// <summary>Reads a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="faults">What is wrong in it, by line.</param>
    /// <returns>What could be read of it.</returns>
    public static TextFile Parse(SourceText source, out ImmutableArray<Diagnostic> faults)
    {
        ArgumentNullException.ThrowIfNull(source);
        var parser = new TextFileParser(source);
        for (parser._line = 1; parser._line <= source.LineCount; parser._line++)
        {
            parser.ReadLine();
        }

        parser.EndEntry();
        if (parser._file is null)
        {
            parser._faults.Insert(0, new Diagnostic(TextCodes.NoFileHeader, source.LineAt(1)));
        }

        var file = parser._file ?? new TextFile { Script = "", Language = "" };
        faults = parser._faults.ToImmutable();
        return file with { Entries = parser._entries.ToImmutable(), EndComments = [.. parser._comments], BrokenIds = [.. parser._broken] };
    }

    private void ReadLine()
    {
        var whole = _source.LineAt(_line);
        var line = _source.Slice(whole).TrimEnd();
        var inside = line.TrimStart();
        var start = whole.Start + line.Length - inside.Length;
        if (inside.StartsWith("//"))
        {
            if (line.Length == inside.Length)
            {
                EndEntry();
            }

            _comments.Add(inside[2..].Trim().ToString());
        }
        else if (!inside.IsEmpty)
        {
            var space = inside.IndexOfAny(' ', '\t');
            var word = new TextRange(start, space < 0 ? inside.Length : space);
            var rest = space < 0 ? inside[^0..] : inside[space..].TrimStart();
            var behind = new TextRange(start + inside.Length - rest.Length, rest.Length);
            if (line.Length > inside.Length)
            {
                More(_source.Slice(word).ToString(), behind);
            }
            else if (_file is null && inside[..word.Length] is "texts")
            {
                Header(rest.ToString(), whole);
            }
            else
            {
                Begin(word, behind);
            }
        }
    }

    private void Header(string rest, TextRange line)
    {
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2)
        {
            _faults.Add(new Diagnostic(TextCodes.NoFileHeader, line));
        }

        _file = new TextFile { Script = words.ElementAtOrDefault(0) ?? "", Language = words.ElementAtOrDefault(1) ?? "", Comments = TakeComments(), HeaderPlace = line };
    }

    private void Begin(TextRange word, TextRange rest)
    {
        EndEntry();
        _skipped = true;
        var written = _source.Slice(word).ToString();
        var id = written.TrimStart('#');
        if (id.Length is 0 or > ScriptValueLimits.MaxNameLength || !id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            Report(word, $"'{Shortened(written)}' is no text id; an id has letters and digits, such as k7.");
        }
        else if (QuotedTexts.In(_source, rest) is not [var text])
        {
            _broken.Add(id);
            Report($"Behind the id '{id}' stands its text in quotes, and nothing else.");
        }
        else if (!_lines.TryAdd(id, _line))
        {
            _faults.Add(new Diagnostic(TextCodes.RepeatedEntry, word, id, _lines[id].ToString(CultureInfo.InvariantCulture)));
        }
        else if (IsShortEnough(text, ScriptValueLimits.MaxTextLength))
        {
            _skipped = false;
            _entry = new TextEntry { Id = id, Text = _source.Slice(text).ToString(), Comments = TakeComments(), Places = new TextEntryPlaces(word, text) };
        }
        else
        {
            _broken.Add(id);
        }
    }

    private void More(string word, TextRange rest)
    {
        if (_entry is not { } entry)
        {
            if (!_skipped) // what belongs to an entry that was told of is left out with it
            {
                Report("This line belongs to no text; begin with an id and a text at the margin.");
            }
        }
        else if (entry.Places.Lines?.ContainsKey(word) == true)
        {
            Report($"'{word}' is there twice.");
        }
        else if (word is "from" or "by" or "audio")
        {
            var value = _source.Slice(rest).ToString();
            if (value.Length == 0 || value.Contains('"', StringComparison.Ordinal))
            {
                Report(word == "by" ? "Behind 'by' stands a value that the text shows, without quotes." : $"Behind '{word}' stands one word without quotes.");
            }
            else if (IsShortEnough(rest, ScriptValueLimits.MaxNameLength))
            {
                var with = word switch { "from" => entry with { From = value }, "by" => entry with { By = value }, _ => entry with { Audio = value } };
                _entry = with with { Places = entry.Places.With(word, rest) };
            }
        }
        else if (word == "answers")
        {
            Answers(entry, rest);
        }
        else if (PluralCategories.TryParse(word, out _) || word is "spoken" or "short")
        {
            Form(entry, word, rest);
        }
        else
        {
            Report($"'{Shortened(word)}' says nothing here; there are from, by, one, few, many, other, spoken, short, audio and answers.");
        }
    }

    private void Answers(TextEntry entry, TextRange rest)
    {
        var places = QuotedTexts.In(_source, rest);
        if (places.IsEmpty)
        {
            Report("Behind 'answers' stand texts in quotes with commas between.");
        }
        else if (places.Length > TextEntry.MaxAnswers)
        {
            Report($"{places.Length} answers are more than {TextEntry.MaxAnswers}.");
        }
        else if (places.All(place => IsShortEnough(place, ScriptValueLimits.MaxNameLength)))
        {
            _entry = entry with
            {
                Answers = [.. places.Select(place => _source.Slice(place).ToString())],
                Places = entry.Places.With("answers", rest) with { Answers = places },
            };
        }
    }

    private void Form(TextEntry entry, string word, TextRange rest)
    {
        if (QuotedTexts.In(_source, rest) is not [var place])
        {
            Report($"Behind '{word}' stands one text in quotes.");
        }
        else if (IsShortEnough(place, ScriptValueLimits.MaxTextLength))
        {
            var text = _source.Slice(place).ToString();
            var with = word switch
            {
                "spoken" => entry with { Spoken = text },
                "short" => entry with { Short = text },
                _ => entry with { Plurals = entry.Plurals.Add(new TextVariant(word, text)) },
            };
            _entry = with with { Places = entry.Places.With(word, place) };
        }
    }

    private void EndEntry()
    {
        if (_entry is { } entry)
        {
            if (!entry.Plurals.IsEmpty && entry.By is null)
            {
                Report(entry.Places.Id, $"The text '{entry.Id}' has plural forms; 'by NAME' says of which value.");
            }

            _entries.Add(entry);
            _entry = null;
        }
    }

    private ImmutableArray<string> TakeComments()
    {
        ImmutableArray<string> comments = [.. _comments];
        _comments.Clear();
        return comments;
    }

    private bool IsShortEnough(TextRange place, int most)
    {
        if (place.Length > most)
        {
            Report(place, $"This has {place.Length} characters; at most {most} are shown.");
        }

        return place.Length <= most;
    }

    private static string Shortened(string word) => word.Length <= 32 ? word : word[..32] + "…";

    private void Report(string message) => Report(_source.LineAt(_line), message);

    private void Report(TextRange place, string message) => _faults.Add(new Diagnostic(TextCodes.UnclearLine, place, message));
}
