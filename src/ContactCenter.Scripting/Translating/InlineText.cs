using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Translating;

/// <summary>A text between the quotes of a script, and the same as content of XLIFF: holes are placeholders, and what XML cannot hold is named by its number.</summary>
internal static class InlineText
{
    /// <summary>Writes a text.</summary>
    /// <param name="xml">Where to.</param>
    /// <param name="raw">The text; variants and answers have no holes.</param>
    /// <param name="holes">Numbers holes, and keeps what they look like.</param>
    /// <param name="isTarget">Whether it is a translation, whose placeholders have the numbers of the source's.</param>
    /// <param name="subFlows">The units with the words inside a hole, by its number; empty for none.</param>
    public static void Write(XmlWriter xml, string raw, InlineHoles holes, bool isTarget, Func<int, string> subFlows)
    {
        holes.Begin(isTarget);
        foreach (var piece in TextTemplate.Parse(raw, out _).Pieces)
        {
            if (piece is TextHole hole)
            {
                var written = raw.Substring(hole.Range.Start, hole.Range.Length);
                var number = holes.NumberOf(hole);
                xml.WriteStartElement("ph");
                xml.WriteAttributeString("id", number.ToString(CultureInfo.InvariantCulture));
                xml.WriteAttributeString("equiv", Clean(hole.Expression));
                xml.WriteAttributeString("disp", Clean(written));
                xml.WriteAttributeString("dataRef", holes.DataOf(written));
                if (subFlows(number) is { Length: > 0 } units)
                {
                    xml.WriteAttributeString("subFlows", units);
                }

                xml.WriteEndElement();
            }
            else
            {
                Characters(xml, ((TextPlain)piece).Value);
            }
        }
    }

    /// <summary>Characters as they are; those XML has no room for as <c>cp</c>.</summary>
    public static void Characters(XmlWriter xml, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                xml.WriteSurrogateCharEntity(text[i + 1], text[i]);
                i++;
            }
            else if (XmlConvert.IsXmlChar(text[i]) && text[i] != '\r')
            {
                xml.WriteString(text.AsSpan(i, 1).ToString());
            }
            else
            {
                xml.WriteStartElement("cp");
                xml.WriteAttributeString("hex", ((int)text[i]).ToString("X4", CultureInfo.InvariantCulture));
                xml.WriteEndElement();
            }
        }
    }

    /// <summary>Plain characters as they stand between quotes: on one line, braces and quotes doubled.</summary>
    public static string Escape(string plain)
    {
        var raw = new StringBuilder(plain.Length);
        foreach (var c in plain)
        {
            raw.Append(c is '\r' or '\n' or '\t' ? ' ' : c);
            if (c is '{' or '}' or '"')
            {
                raw.Append(c);
            }
        }

        return raw.ToString();
    }

    /// <summary>The characters of a text without holes, such as the words of a variant.</summary>
    public static string Unescape(string raw) => raw.Replace("\"\"", "\"", StringComparison.Ordinal).Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);

    /// <summary>Without what an attribute cannot hold.</summary>
    public static string Clean(string text) => string.Concat(text.Where(static c => XmlConvert.IsXmlChar(c)));
}

/// <summary>The placeholders of a unit: a value has the same number in source and target, and what a hole looks like is kept once.</summary>
internal sealed class InlineHoles
{
    private readonly List<string> _data = [];
    private readonly List<string> _source = [];
    private readonly HashSet<int> _used = [];
    private bool _isTarget;
    private int _last;

    /// <summary>What holes look like; the number of each is that of its <c>data</c>.</summary>
    public ImmutableArray<string> Data => [.. _data];

    public void Begin(bool isTarget)
    {
        _isTarget = isTarget;
        _used.Clear();
        _last = _source.Count;
    }

    /// <summary>In a source: the next. In a target: that of the source's first hole with this value which is not taken yet, or one of its own.</summary>
    public int NumberOf(TextHole hole)
    {
        var value = TextHoles.Normal(hole.Expression);
        if (!_isTarget)
        {
            _source.Add(value);
            return _source.Count;
        }

        for (var i = 0; i < _source.Count; i++)
        {
            if (_source[i] == value && _used.Add(i + 1))
            {
                return i + 1;
            }
        }

        return ++_last;
    }

    public string DataOf(string written)
    {
        if (!_data.Contains(written))
        {
            _data.Add(written);
        }

        return NameOf(_data.IndexOf(written));
    }

    public static string NameOf(int data) => string.Create(CultureInfo.InvariantCulture, $"d{data + 1}");
}
