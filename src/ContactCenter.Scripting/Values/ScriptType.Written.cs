using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ContactCenter.Scripting;

/// <content>Types as they are written in scripts and signatures: <c>number 1..10</c>, <c>list of record slot(at: moment, doctor: text?)</c>.</content>
public sealed partial class ScriptType
{
    /// <summary>Reads a type as <see cref="ToString"/> writes it.</summary>
    /// <param name="text">Such as <c>yes/no</c>, <c>text 40</c>, <c>digits 4..6</c>, <c>one of red, green</c>.</param>
    /// <param name="type">The type.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ScriptType? type)
    {
        type = null;
        if (text is null || text.Length > 64 * 1024)
        {
            return false;
        }

        var reader = new TypeReader(text);
        try
        {
            type = reader.Read(0);
        }
        catch (ArgumentException)
        {
            return false; // parts that are well written and together no type, such as 9..1
        }

        type = reader.AtEnd ? type : null;
        return type is not null;
    }

    /// <summary>The type as it is written in scripts.</summary>
    public override string ToString() => Kind switch
    {
        ScriptKind.YesNo => "yes/no",
        ScriptKind.Number when Minimum is not null => string.Create(CultureInfo.InvariantCulture, $"number {Minimum:0.######}..{Maximum:0.######}"),
        ScriptKind.Text when MaxLength != ScriptValueLimits.MaxTextLength => string.Create(CultureInfo.InvariantCulture, $"text {MaxLength}"),
        ScriptKind.Digits => string.Create(CultureInfo.InvariantCulture, $"digits {MinLength}..{MaxLength}"),
        ScriptKind.Choice => "one of " + string.Join(", ", Names),
        ScriptKind.List => $"list of {Item}",
        ScriptKind.Record => Fields.Aggregate(
            new StringBuilder("record ").Append(Name).Append('('),
            static (to, field) => to.Append(to[^1] == '(' ? "" : ", ").Append(field.Name).Append(": ").Append(field.Type).Append(field.IsOptional ? "?" : ""),
            static to => to.Append(')').ToString()),
        _ => Words[(int)Kind],
    };

    internal static bool IsName([NotNullWhen(true)] string? name) =>
        name is { Length: > 0 and <= ScriptValueLimits.MaxNameLength } && name.All(static c => char.IsLetterOrDigit(c) || c is '-' or '.' or '_');

    /// <summary>Whether a text has the form its kind asks for.</summary>
    internal bool IsWritten([NotNullWhen(true)] string? text) => text is not null && Kind switch
    {
        ScriptKind.Text => text.Length <= MaxLength,
        ScriptKind.Digits => text.Length >= MinLength && text.Length <= MaxLength && !text.AsSpan().ContainsAnyExceptInRange('0', '9'),
        ScriptKind.Phone => text.Length is >= 8 and <= 16 && text[0] == '+' && text[1] != '0' && !text.AsSpan(1).ContainsAnyExceptInRange('0', '9'),
        ScriptKind.Email => IsEmail(text),
        ScriptKind.Choice => Names.Contains(text),
        _ => false,
    };

    private static readonly string[] Words =
    [
        "empty", "yes/no", "number", "money", "text", "digits", "phone", "email", "address", "date", "time", "moment", "duration",
    ];

    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return text.Length is >= 3 and <= 254 && at > 0 && at < text.Length - 1 && at == text.LastIndexOf('@')
            && !text.AsSpan().ContainsAnyInRange('\0', ' ') && !text.Contains('\u007F', StringComparison.Ordinal);
    }

    private ref struct TypeReader(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;

        public readonly bool AtEnd => _rest.IsEmpty;

        public ScriptType? Read(int depth)
        {
            if (depth > ScriptValueLimits.MaxDepth)
            {
                return null;
            }

            if (Take("list of "))
            {
                return Read(depth + 1) is { } item ? ListOf(item) : null;
            }

            if (Take("record "))
            {
                return ReadRecord(depth);
            }

            if (Take("one of "))
            {
                return ReadNames();
            }

            if (Take("digits "))
            {
                return ReadRange(out var least, out var most) && least <= 64 && most <= 64 ? Digits((int)least, (int)most) : null;
            }

            if (Take("number "))
            {
                return ReadRange(out var least, out var most) ? NumberBetween(least, most) : null;
            }

            if (Take("text "))
            {
                return ReadNumber() is { } length and <= ScriptValueLimits.MaxTextLength ? TextUpTo((int)length) : null;
            }

            foreach (var plain in (ReadOnlySpan<ScriptType>)[YesNo, Number, Money, Text, Phone, Email, Address, Date, Time, Moment, Duration])
            {
                if (Take(Words[(int)plain.Kind]))
                {
                    return plain;
                }
            }

            return null;
        }

        private ScriptType? ReadRecord(int depth)
        {
            var name = ReadName();
            if (!Take("("))
            {
                return null;
            }

            var fields = new List<ScriptTypeField>();
            while (!Take(")"))
            {
                if ((fields.Count > 0 && !Take(", ")) || ReadName() is not { Length: > 0 } field || !Take(": ") || Read(depth + 1) is not { } type)
                {
                    return null;
                }

                fields.Add(new(field, type, Take("?")));
            }

            return Record(name, [.. fields]);
        }

        private ScriptType? ReadNames()
        {
            var names = new List<string> { ReadName() };
            while (true)
            {
                // Behind the last name of a choice inside a record stands a field, which a colon tells apart.
                var before = _rest;
                if (!Take(", "))
                {
                    break;
                }

                var name = ReadName();
                if (_rest.StartsWith(": "))
                {
                    _rest = before;
                    break;
                }

                names.Add(name);
            }

            return OneOf([.. names]);
        }

        private bool ReadRange(out decimal least, out decimal most)
        {
            var (first, dots) = (ReadNumber(), Take(".."));
            var second = ReadNumber();
            (least, most) = (first ?? 0, second ?? 0);
            return first is not null && dots && second is not null;
        }

        private decimal? ReadNumber()
        {
            var end = 0;
            while (end < _rest.Length && (char.IsAsciiDigit(_rest[end]) || (end == 0 && _rest[end] == '-')
                || (_rest[end] == '.' && end + 1 < _rest.Length && char.IsAsciiDigit(_rest[end + 1]))))
            {
                end++;
            }

            if (!FixedPoint.TryParse(_rest[..end], out var number))
            {
                return null;
            }

            _rest = _rest[end..];
            return FixedPoint.ToDecimal(number);
        }

        private string ReadName()
        {
            var end = 0;
            while (end < _rest.Length && (char.IsLetterOrDigit(_rest[end]) || _rest[end] is '-' or '.' or '_'))
            {
                end++;
            }

            var name = _rest[..end].ToString();
            _rest = _rest[end..];
            return name;
        }

        private bool Take(string word)
        {
            if (!_rest.StartsWith(word, StringComparison.Ordinal))
            {
                return false;
            }

            _rest = _rest[word.Length..];
            return true;
        }
    }
}
