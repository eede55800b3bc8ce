using System.Globalization;
using System.Text;
using ContactCenter.Campaigns;

namespace ContactCenter.Lists;

/// <summary>
/// Reads a file of people to call: separated by commas, semicolons or tabs, as its first line is; fields in quotes may hold separators and line breaks, and a quote doubled is one
/// (RFC 4180). The first line names the columns.
/// </summary>
internal sealed class ContactFile
{
    private const int MaxFieldLength = 1_000;
    private const int MaxColumns = 64;

    private static readonly Dictionary<string, Column> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["number"] = Column.Number, ["phone"] = Column.Number, ["telephone"] = Column.Number, ["phone number"] = Column.Number, ["numero"] = Column.Number, ["telefono"] = Column.Number,
        ["name"] = Column.Name, ["nome"] = Column.Name,
        ["time zone"] = Column.Zone, ["timezone"] = Column.Zone, ["fuso"] = Column.Zone, ["fuso orario"] = Column.Zone,
        ["language"] = Column.Language, ["lingua"] = Column.Language,
        ["not before"] = Column.NotBefore, ["notbefore"] = Column.NotBefore, ["non prima"] = Column.NotBefore, ["non prima di"] = Column.NotBefore,
    };

    private readonly string _text;
    private readonly char _separator;
    private readonly List<string> _fields = [];
    private int _at;
    private int _line = 1;

    private ContactFile(string text, char separator) => (_text, _separator) = (text, separator);

    private enum Column
    {
        Ignored,
        Number,
        Name,
        Zone,
        Language,
        NotBefore,
    }

    /// <summary>The lines of a file, each with what it says or what is wrong with it; or why nothing can be done with it.</summary>
    public static (IReadOnlyList<ContactLine> Lines, IReadOnlyList<string> Ignored, string? Fault) Read(string text)
    {
        var body = text.StartsWith('\uFEFF') ? text[1..] : text;
        var first = body.AsSpan(0, body.IndexOf('\n') is >= 0 and var end ? end : body.Length);
        var separator = SeparatorOf(first);
        var file = new ContactFile(body, separator);
        if (!file.TryReadLine(out _, out var fault) || fault is not null)
        {
            return ([], [], "its first line cannot be read; write the names of the columns there, such as number,name.");
        }

        var columns = file._fields.Select(static name => Names.GetValueOrDefault(name.Trim())).ToList();
        if (columns.Count(static c => c == Column.Number) != 1)
        {
            return ([], [], "its first line must name one column with the numbers; call it number, and the others name, time zone, language and not before.");
        }

        if (columns.Where(static c => c != Column.Ignored).GroupBy(static c => c).FirstOrDefault(static g => g.Count() > 1) is { } twice)
        {
            return ([], [], $"its first line names the column {twice.Key} twice; name each once.");
        }

        var ignored = file._fields.Where((_, i) => columns[i] == Column.Ignored).Select(static name => ContactRules.Shown(name.Trim())).ToList();
        var lines = new List<ContactLine>();
        while (file.TryReadLine(out var number, out fault))
        {
            if (lines.Count == ICampaignDesk.MaxLines)
            {
                return ([], [], $"it has more than {ICampaignDesk.MaxLines} lines; divide it.");
            }

            lines.Add(fault is not null ? new ContactLine(number, null, fault) : Of(number, file._fields, columns));
        }

        return (lines, ignored, null);
    }

    /// <summary>What stands most often in the first line; the comma where nothing does.</summary>
    private static char SeparatorOf(ReadOnlySpan<char> first)
    {
        var (found, most) = (',', first.Count(','));
        foreach (var other in (ReadOnlySpan<char>)[';', '\t'])
        {
            if (first.Count(other) > most)
            {
                (found, most) = (other, first.Count(other));
            }
        }

        return found;
    }

    private static ContactLine Of(int number, List<string> fields, List<Column> columns)
    {
        if (fields.Count > columns.Count)
        {
            return new ContactLine(number, null, new ContactFault("line-columns", fields.Count.ToString(CultureInfo.InvariantCulture), $"it has {fields.Count} columns, the first line names {columns.Count}; put fields with a separator in quotes."));
        }

        var contact = new NewContact(Field(Column.Number) ?? "") { Name = Field(Column.Name), TimeZone = Field(Column.Zone), Language = Field(Column.Language)?.ToLowerInvariant() };
        if (Field(Column.NotBefore) is not { } written)
        {
            return new ContactLine(number, contact, null);
        }

        return DateTimeOffset.TryParseExact(
            written,
            ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mmzzz", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ssZ"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time)
            ? new ContactLine(number, contact with { NotBefore = time }, null)
            : new ContactLine(number, null, new ContactFault("line-date", ContactRules.Shown(written), $"'{ContactRules.Shown(written)}' is no time; write 2026-12-24 or 2026-12-24T09:00+01:00, without an offset in UTC."));

        string? Field(Column column) => columns.IndexOf(column) is >= 0 and var i && i < fields.Count && fields[i].Trim() is { Length: > 0 } value ? value : null;
    }

    /// <summary>Reads the next line that is not empty into the fields; false at the end.</summary>
    private bool TryReadLine(out int number, out ContactFault? fault)
    {
        do
        {
            if (_at >= _text.Length)
            {
                (number, fault) = (_line, null);
                return false;
            }

            number = _line;
            fault = ReadLine();
        }
        while (fault is null && _fields.All(string.IsNullOrWhiteSpace));
        return true;
    }

    private ContactFault? ReadLine()
    {
        _fields.Clear();
        var field = new StringBuilder();
        ContactFault? fault = null;
        while (true)
        {
            var ended = ReadField(field, ref fault);
            if (_fields.Count < MaxColumns)
            {
                _fields.Add(field.ToString());
            }
            else
            {
                fault ??= new ContactFault("line-columns", "", $"it has more than {MaxColumns} columns; leave out what is not needed.");
            }

            if (ended)
            {
                return fault;
            }
        }
    }

    /// <summary>Reads a field and what ends it; true at the end of the line.</summary>
    private bool ReadField(StringBuilder field, ref ContactFault? fault)
    {
        field.Clear();
        var isQuoted = _at < _text.Length && _text[_at] == '"';
        _at += isQuoted ? 1 : 0;
        while (_at < _text.Length)
        {
            var c = _text[_at++];
            if (isQuoted && c == '"')
            {
                if (_at < _text.Length && _text[_at] == '"')
                {
                    _at++;
                    Add(field, c, ref fault);
                }
                else
                {
                    isQuoted = false;
                }
            }
            else if (!isQuoted && c == _separator)
            {
                return false;
            }
            else if (c == '\n')
            {
                _line++;
                if (!isQuoted)
                {
                    return true;
                }

                Add(field, ' ', ref fault);
            }
            else if (c != '\r')
            {
                Add(field, c, ref fault);
            }
        }

        if (isQuoted)
        {
            fault ??= new ContactFault("line-quote", "", "a quote that begins in it never ends; double a quote that belongs to a field.");
        }

        return true;
    }

    private static void Add(StringBuilder field, char c, ref ContactFault? fault)
    {
        if (field.Length < MaxFieldLength)
        {
            field.Append(c);
        }
        else
        {
            fault ??= new ContactFault("line-long", "", $"a field has more than {MaxFieldLength} characters; shorten it, or look for a quote that is not closed.");
        }
    }
}

/// <summary>A line of a file.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Contact">What it says; null when it is wrong.</param>
/// <param name="Fault">What is wrong.</param>
internal sealed record ContactLine(int Number, NewContact? Contact, ContactFault? Fault);
