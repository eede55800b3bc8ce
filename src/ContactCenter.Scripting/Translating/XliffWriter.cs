using System.Collections.Immutable;
using System.Text;
using System.Xml;

namespace ContactCenter.Scripting.Translating;

/// <summary>Writes XLIFF 2.1 (OASIS, core): one file, a unit for each text, those of one text in a group.</summary>
internal static class XliffWriter
{
    public const string Namespace = "urn:oasis:names:tc:xliff:document:2.0"; // that of 2.1, too

    /// <summary>The state of a translation whose text was changed, beside <c>initial</c>.</summary>
    public const string Stale = "flow:stale";

    /// <param name="script">The script's name.</param>
    /// <param name="original">The script's file.</param>
    /// <param name="from">The language translated from.</param>
    /// <param name="to">The language translated into.</param>
    /// <param name="units">At least one.</param>
    public static string Write(string script, string original, string from, string to, ImmutableArray<TranslationUnit> units)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = false, OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("xliff", Namespace);
            xml.WriteAttributeString("version", "2.1");
            xml.WriteAttributeString("srcLang", from);
            xml.WriteAttributeString("trgLang", to);
            NewLine(xml, 1);
            xml.WriteStartElement("file");
            xml.WriteAttributeString("id", script);
            xml.WriteAttributeString("original", InlineText.Clean(original));
            xml.WriteAttributeString("canResegment", "no");
            foreach (var group in units.GroupBy(static unit => unit.TextId))
            {
                NewLine(xml, 2);
                Group(xml, [.. group]);
            }

            NewLine(xml, 1);
            xml.WriteEndElement();
            NewLine(xml, 0);
            xml.WriteEndElement();
        }

        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + text + "\n";
    }

    private static void Group(XmlWriter xml, ImmutableArray<TranslationUnit> units)
    {
        if (units.Length == 1)
        {
            Unit(xml, units[0], units, 2);
            return;
        }

        xml.WriteStartElement("group");
        xml.WriteAttributeString("id", units[0].TextId);
        foreach (var unit in units)
        {
            NewLine(xml, 3);
            Unit(xml, unit, units, 3);
        }

        NewLine(xml, 2);
        xml.WriteEndElement();
    }

    private static void Unit(XmlWriter xml, TranslationUnit unit, ImmutableArray<TranslationUnit> units, int depth)
    {
        // What comes first in the file, the data of the holes, is known once the texts are written.
        var holes = new InlineHoles();
        string SubFlows(int hole) => unit.Part != TranslationPart.Text ? "" : string.Join(' ', units.Where(part => part.Part == TranslationPart.Variant && part.Hole == hole).Select(static part => part.Id));
        var source = Inline("source", unit, unit.Source, holes, false, SubFlows);
        var target = unit.Target is { } translation ? Inline("target", unit, translation, holes, true, SubFlows) : "";
        xml.WriteStartElement("unit");
        xml.WriteAttributeString("id", unit.Id);
        Notes(xml, unit, depth + 1);
        if (!holes.Data.IsEmpty)
        {
            NewLine(xml, depth + 1);
            xml.WriteStartElement("originalData");
            for (var i = 0; i < holes.Data.Length; i++)
            {
                NewLine(xml, depth + 2);
                xml.WriteStartElement("data");
                xml.WriteAttributeString("id", InlineHoles.NameOf(i));
                InlineText.Characters(xml, holes.Data[i]);
                xml.WriteEndElement();
            }

            NewLine(xml, depth + 1);
            xml.WriteEndElement();
        }

        NewLine(xml, depth + 1);
        xml.WriteStartElement("segment");
        xml.WriteAttributeString("state", unit.State switch { TranslationState.Final => "final", TranslationState.Translated => "translated", _ => "initial" });
        if (unit.State == TranslationState.Stale)
        {
            xml.WriteAttributeString("subState", Stale);
        }

        NewLine(xml, depth + 2);
        xml.WriteRaw(source);
        if (target.Length > 0)
        {
            NewLine(xml, depth + 2);
            xml.WriteRaw(target);
        }

        NewLine(xml, depth + 1);
        xml.WriteEndElement();
        NewLine(xml, depth);
        xml.WriteEndElement();
    }

    private static void Notes(XmlWriter xml, TranslationUnit unit, int depth)
    {
        NewLine(xml, depth);
        xml.WriteStartElement("notes");
        foreach (var (about, note) in unit.Notes)
        {
            NewLine(xml, depth + 1);
            xml.WriteStartElement("note");
            xml.WriteAttributeString("category", about);
            xml.WriteString(InlineText.Clean(note));
            xml.WriteEndElement();
        }

        NewLine(xml, depth);
        xml.WriteEndElement();
    }

    private static string Inline(string element, TranslationUnit unit, string raw, InlineHoles holes, bool isTarget, Func<int, string> subFlows)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { ConformanceLevel = ConformanceLevel.Fragment, NewLineHandling = NewLineHandling.None }))
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("xml", "space", null, "preserve");
            if (unit.Part is TranslationPart.Variant or TranslationPart.Answers)
            {
                InlineText.Characters(xml, InlineText.Unescape(raw));
            }
            else
            {
                InlineText.Write(xml, raw, holes, isTarget, subFlows);
            }

            xml.WriteEndElement();
        }

        return text.ToString();
    }

    private static void NewLine(XmlWriter xml, int depth) => xml.WriteWhitespace("\n" + new string(' ', 2 * depth));
}
