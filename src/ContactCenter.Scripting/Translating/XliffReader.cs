using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ContactCenter.Scripting.Translating;

/// <summary>Reads XLIFF 2 of any tool. Hostile files are refused: no document types, no entities of their own, nothing deep, nothing large.</summary>
internal sealed class XliffReader
{
    private const int MaxCharacters = 16 * 1024 * 1024;
    private const int MaxDepth = 32;

    private static readonly XNamespace Xliff = XliffWriter.Namespace;

    private XliffReader(XElement root) => Root = root;

    private XElement Root { get; }

    /// <summary>The language translated from, as written.</summary>
    public string From => (string?)Root.Attribute("srcLang") ?? "";

    /// <summary>The language translated into, as written; empty when it says nothing.</summary>
    public string To => (string?)Root.Attribute("trgLang") ?? "";

    /// <exception cref="ScriptFormatException">It is no XLIFF 2, or one that is refused.</exception>
    public static XliffReader Read(string text)
    {
        try
        {
            using (var depth = Open(text))
            {
                while (depth.Read())
                {
                    if (depth.Depth > MaxDepth)
                    {
                        throw new ScriptFormatException($"The file's elements stand more than {MaxDepth} deep in one another; those of XLIFF do not.");
                    }
                }
            }

            using var reader = Open(text);
            var root = XDocument.Load(reader).Root!;
            return root.Name == Xliff + "xliff" && ((string?)root.Attribute("version"))?.StartsWith("2.", StringComparison.Ordinal) == true
                ? new XliffReader(root)
                : throw new ScriptFormatException($"This is no XLIFF 2: it begins with '{root.Name.LocalName}' {(string?)root.Attribute("version")}. Export as XLIFF 2.0 or 2.1.");
        }
        catch (XmlException e)
        {
            throw new ScriptFormatException($"This is no XML that is read here: {e.Message}", e);
        }
    }

    /// <summary>The units of a script, in their order; empty when the file has none of it.</summary>
    public ImmutableArray<XliffUnit> UnitsOf(string script)
    {
        var files = Root.Elements(Xliff + "file").ToList();
        return [.. files.Where(file => (string?)file.Attribute("id") == script).SelectMany(static file => file.Descendants(Xliff + "unit")).Select(Unit)];
    }

    private static XmlReader Open(string text) => XmlReader.Create(new StringReader(text), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        MaxCharactersFromEntities = 1,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    private static XliffUnit Unit(XElement unit)
    {
        var data = unit.Elements(Xliff + "originalData").Elements(Xliff + "data").GroupBy(static one => (string?)one.Attribute("id") ?? "")
            .ToDictionary(static group => group.Key, static group => PlainOf(group.First()), StringComparer.Ordinal);
        var problems = new List<string>();
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        var parts = unit.Elements().Where(static part => part.Name == Xliff + "segment" || part.Name == Xliff + "ignorable").ToList();
        var segments = parts.FindAll(static part => part.Name == Xliff + "segment");
        var source = parts.SelectMany(part => Inline(part.Element(Xliff + "source"), data, shown, problems)).ToList();
        foreach (var piece in source.Where(static piece => piece.Placeholder is not null))
        {
            shown.TryAdd(piece.Placeholder!, piece.Text);
        }

        problems.Clear(); // the source is known here; what counts is the translation
        var isThere = segments.Count > 0 && segments.TrueForAll(static segment => segment.Element(Xliff + "target") is not null);
        var target = isThere ? parts.SelectMany(part => Inline(part.Element(Xliff + "target") ?? part.Element(Xliff + "source"), data, shown, problems)).ToList() : null;
        return new XliffUnit((string?)unit.Attribute("id") ?? "", [.. source], target is null ? null : [.. target])
        {
            State = segments.Select(static segment => (string?)segment.Attribute("state") ?? "initial").MinBy(static state => state switch { "initial" => 0, "translated" => 1, _ => 2 }) ?? "initial",
            Problems = [.. problems],
        };
    }

    /// <summary>The content of a source or a target. Marks of tools are left out, what stands in them stays.</summary>
    private static List<InlinePiece> Inline(XElement? content, Dictionary<string, string> data, Dictionary<string, string> shown, List<string> problems)
    {
        var pieces = new List<InlinePiece>();
        foreach (var node in content?.Nodes() ?? [])
        {
            switch (node)
            {
                case XText text:
                    pieces.Add(new InlinePiece(text.Value));
                    break;
                case XElement { Name.LocalName: "cp" } character when character.Name.Namespace == Xliff:
                    pieces.Add(new InlinePiece(CharacterOf(character)));
                    break;
                case XElement { Name.LocalName: "ph" } hole when hole.Name.Namespace == Xliff:
                    var id = (string?)hole.Attribute("id") ?? "";
                    var written = data.GetValueOrDefault((string?)hole.Attribute("dataRef") ?? "") ?? shown.GetValueOrDefault(id) ?? (string?)hole.Attribute("disp");
                    if (written is null)
                    {
                        problems.Add($"nobody knows what the placeholder '{id}' stands for");
                    }

                    pieces.Add(new InlinePiece(written ?? "", id));
                    break;
                case XElement { Name.LocalName: "mrk" } mark when mark.Name.Namespace == Xliff:
                    pieces.AddRange(Inline(mark, data, shown, problems));
                    break;
                case XElement { Name.LocalName: "sm" or "em" } end when end.Name.Namespace == Xliff:
                    break;
                case XElement other:
                    problems.Add($"'{other.Name.LocalName}' is nothing a text of a script can have");
                    break;
            }
        }

        return pieces;
    }

    private static string PlainOf(XElement data) => string.Concat(data.Nodes().Select(static node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "cp" } character => CharacterOf(character),
        _ => "",
    }));

    /// <summary>A character XML has no room for; nothing where it is none.</summary>
    private static string CharacterOf(XElement character) =>
        int.TryParse((string?)character.Attribute("hex"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) && code is >= 0 and <= char.MaxValue ? ((char)code).ToString() : "";
}

/// <summary>A unit as a file has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Source">What was translated.</param>
/// <param name="Target">The translation; null when there is none.</param>
internal sealed record XliffUnit(string Id, ImmutableArray<InlinePiece> Source, ImmutableArray<InlinePiece>? Target)
{
    /// <summary>The state of the segment that is least far.</summary>
    public required string State { get; init; }

    /// <summary>What keeps the translation from being read.</summary>
    public required ImmutableArray<string> Problems { get; init; }

    /// <summary>The pieces as a raw text.</summary>
    public static string Raw(IEnumerable<InlinePiece> pieces)
    {
        var raw = new StringBuilder();
        foreach (var piece in pieces)
        {
            raw.Append(piece.Placeholder is null ? InlineText.Escape(piece.Text) : piece.Text);
        }

        return raw.ToString();
    }
}

/// <summary>Characters, or a hole.</summary>
/// <param name="Text">The characters; of a hole, what it looks like, braces and all.</param>
/// <param name="Placeholder">The id of the hole; null for characters.</param>
internal readonly record struct InlinePiece(string Text, string? Placeholder = null);
