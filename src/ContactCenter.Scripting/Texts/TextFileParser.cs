using System.Collections.Immutable;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Texts;

/// <summary>
/// Reads side files. Tolerant: a line that cannot be understood is a fault, and the others count. Lines at the margin begin an entry, lines under it
/// say more of it.
/// </summary>
internal sealed class TextFileParser
{
    private readonly SourceText _source;
    private readonly ImmutableArray<TextFileFault>.Builder _faults = ImmutableArray.CreateBuilder<TextFileFault>();
    private readonly Dictionary<string, int> _lines = [];
    private readonly ImmutableArray<TextEntry>.Builder _entries = ImmutableArray.CreateBuilder<TextEntry>();
    private readonly List<string> _comments = [];
    private TextFile? _file;
    private TextEntry? _entry;
    private int _line;

    private TextFileParser(SourceText source) => _source = source;

    /// <summary>Reads a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="faults">What is wrong in it, by line.</param>
    /// <returns>What could be read of it.</returns>
    public static TextFile Parse(SourceText source, out ImmutableArray<TextFileFault> faults)
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
            parser._line = 1;
            parser.Report("The first line says what this file is, such as: texts gas-emergency pl");
        }

        var file = parser._file ?? new TextFile { Script = "", Language = "" };
        faults = parser._faults.ToImmutable();
        return file with { Entries = parser._entries.ToImmutable(), EndComments = [.. parser._comments] };
    }

    private void ReadLine()
    {
        var line = _source.Slice(_source.LineAt(_line)).TrimEnd();
        var inside = line.TrimStart();
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
            var word = (space < 0 ? inside : inside[..space]).ToString();
            var rest = space < 0 ? "" : inside[space..].Trim().ToString();
            if (line.Length > inside.Length)
            {
                More(word, rest);
            }
            else if (_file is null && word == "texts")
            {
                Header(rest);
            }
            else
            {
                Begin(word, rest);
            }
        }
    }

    private void Header(string rest)
    {
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2)
        {
            Report("Behind 'texts' stand the script's name and the language, such as: texts gas-emergency pl");
        }

        _file = new TextFile { Script = words.ElementAtOrDefault(0) ?? "", Language = words.ElementAtOrDefault(1) ?? "", Comments = TakeComments() };
    }

    private void Begin(string word, string rest)
    {
        EndEntry();
        var id = word.TrimStart('#');
        if (Texts(rest) is not [var text])
        {
            Report($"Behind the id '{id}' stands its text in quotes, and nothing else.");
            return;
        }

        if (id.Length == 0 || !id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            Report($"'{word}' is no text id; an id has letters and digits, such as k7.");
            return;
        }

        if (!_lines.TryAdd(id, _line))
        {
            Report($"The text '{id}' stands on line {_lines[id]} already; this one does not count.");
            return;
        }

        _entry = new TextEntry { Id = id, Text = text, Comments = TakeComments() };
    }

    private void More(string word, string rest)
    {
        if (_entry is not { } entry)
        {
            Report("This line belongs to no text; begin with an id and a text at the margin.");
        }
        else if (word is "from" or "by" or "audio")
        {
            if (rest.Length == 0 || rest.Contains('"', StringComparison.Ordinal))
            {
                Report($"Behind '{word}' stands one word without quotes.");
            }
            else
            {
                _entry = word switch
                {
                    "from" => entry with { From = rest },
                    "by" => entry with { By = rest },
                    _ => entry with { Audio = rest },
                };
            }
        }
        else if (word == "answers")
        {
            _entry = Texts(rest) is { Count: > 0 } answers ? entry with { Answers = [.. answers] } : Report(entry, "Behind 'answers' stand texts in quotes with commas between.");
        }
        else if (PluralCategories.TryParse(word, out _) || word is "spoken" or "short")
        {
            _entry = Texts(rest) is [var text] ? With(entry, word, text) : Report(entry, $"Behind '{word}' stands one text in quotes.");
        }
        else
        {
            Report($"'{word}' says nothing here; there are from, by, one, few, many, other, spoken, short, audio and answers.");
        }
    }

    private TextEntry With(TextEntry entry, string word, string text) => word switch
    {
        "spoken" => entry with { Spoken = text },
        "short" => entry with { Short = text },
        _ when entry.Plurals.Any(variant => variant.Key == word) => Report(entry, $"'{word}' is there twice."),
        _ => entry with { Plurals = entry.Plurals.Add(new TextVariant(word, text)) },
    };

    private void EndEntry()
    {
        if (_entry is { } entry)
        {
            if (!entry.Plurals.IsEmpty && entry.By is null)
            {
                _faults.Add(new TextFileFault(_lines[entry.Id], _source.LineAt(_lines[entry.Id]), $"The text '{entry.Id}' has plural forms; 'by NAME' says of which value."));
            }

            _entries.Add(entry);
            _entry = null;
        }
    }

    /// <summary>Texts in quotes with commas between; null when it is something else.</summary>
    private static List<string>? Texts(string rest)
    {
        var texts = new List<string>();
        for (var at = 0; ; at++)
        {
            if (at >= rest.Length || rest[at] != '"')
            {
                return null;
            }

            var end = at + 1;
            while (end < rest.Length && (rest[end] != '"' || (end + 1 < rest.Length && rest[end + 1] == '"')))
            {
                end += rest[end] == '"' ? 2 : 1;
            }

            if (end >= rest.Length)
            {
                return null;
            }

            texts.Add(rest[(at + 1)..end]);
            at = end + 1;
            while (at < rest.Length && rest[at] == ' ')
            {
                at++;
            }

            if (at >= rest.Length)
            {
                return texts;
            }

            if (rest[at] != ',')
            {
                return null;
            }

            while (at + 1 < rest.Length && rest[at + 1] == ' ')
            {
                at++;
            }
        }
    }

    private ImmutableArray<string> TakeComments()
    {
        ImmutableArray<string> comments = [.. _comments];
        _comments.Clear();
        return comments;
    }

    private TextEntry Report(TextEntry entry, string message)
    {
        Report(message);
        return entry;
    }

    private void Report(string message) => _faults.Add(new TextFileFault(_line, _source.LineAt(_line), message));
}
