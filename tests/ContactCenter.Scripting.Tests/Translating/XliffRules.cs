using System.Xml.Linq;

namespace ContactCenter.Scripting.Tests.Translating;

/// <summary>The rules of XLIFF 2.1, core, that a file of ours could break: elements, attributes, their order, and what ids refer to.</summary>
internal static class XliffRules
{
    public static readonly XNamespace Xliff = "urn:oasis:names:tc:xliff:document:2.0";

    // Section 4.2: element, its attributes (a ! is required), its children in their order.
    private static readonly Dictionary<string, (string Attributes, string Children)> Elements = new(StringComparer.Ordinal)
    {
        ["xliff"] = ("version! srcLang! trgLang", "file"),
        ["file"] = ("id! original canResegment translate", "notes unit group"),
        ["group"] = ("id! name", "notes unit group"),
        ["unit"] = ("id! name", "notes originalData segment"),
        ["notes"] = ("", "note"),
        ["note"] = ("id appliesTo category priority", ""),
        ["originalData"] = ("", "data"),
        ["data"] = ("id!", "cp"),
        ["segment"] = ("id state subState", "source target"),
        ["source"] = ("space", "ph cp"),
        ["target"] = ("space", "ph cp"),
        ["ph"] = ("id! equiv disp dataRef subFlows", ""),
        ["cp"] = ("hex!", ""),
    };

    private static readonly string[] States = ["initial", "translated", "reviewed", "final"];

    public static void Check(string xliff)
    {
        var root = XDocument.Parse(xliff).Root!;
        foreach (var element in root.DescendantsAndSelf())
        {
            CheckElement(element);
        }

        ((string?)root.Attribute("version")).ShouldBe("2.1");
        foreach (var file in root.Elements(Xliff + "file"))
        {
            var units = file.Descendants(Xliff + "unit").ToList();
            units.ShouldNotBeEmpty("4.2.2.2: at least one unit or group");
            Unique(units);
            Unique(file.Descendants(Xliff + "group"));
            units.ForEach(unit => CheckUnit(unit, units));
        }
    }

    private static void CheckElement(XElement element)
    {
        element.Name.Namespace.ShouldBe(Xliff);
        Elements.ShouldContainKey(element.Name.LocalName);
        var (attributes, children) = Elements[element.Name.LocalName];
        var allowed = attributes.Split(' ');
        element.Attributes().Where(static one => !one.IsNamespaceDeclaration).Select(static one => one.Name.LocalName).ShouldBeSubsetOf(allowed.Select(static one => one.TrimEnd('!')));
        foreach (var required in allowed.Where(static one => one.EndsWith('!')))
        {
            element.Attribute(required.TrimEnd('!')).ShouldNotBeNull($"{element.Name.LocalName} has no {required}");
        }

        var order = children.Split(' ');
        var places = element.Elements().Select(child => Array.IndexOf(order, child.Name.LocalName)).ToList();
        places.ShouldAllBe(static place => place >= 0);
        if (element.Name.LocalName is "unit" or "segment")
        {
            places.ShouldBe(places.Order());
        }

        if (order[0].Length > 0 && element.Name.LocalName is "notes" or "originalData" or "group")
        {
            element.Elements().ShouldNotBeEmpty($"{element.Name.LocalName} may not be empty");
        }
    }

    private static void CheckUnit(XElement unit, List<XElement> units)
    {
        unit.Elements(Xliff + "segment").ShouldHaveSingleItem();
        var data = unit.Descendants(Xliff + "data").Select(static one => (string)one.Attribute("id")!).ToList();
        data.ShouldBeUnique();
        foreach (var segment in unit.Elements(Xliff + "segment"))
        {
            var state = (string?)segment.Attribute("state") ?? "initial";
            States.ShouldContain(state);
            (segment.Element(Xliff + "target") is not null || state == "initial").ShouldBeTrue("4.3.1.31: a state behind initial wants a target");
            (segment.Attribute("subState") is null || ((string)segment.Attribute("subState")!).Contains(':', StringComparison.Ordinal)).ShouldBeTrue("4.3.1.33: prefix:value");
            foreach (var content in segment.Elements())
            {
                content.Elements(Xliff + "ph").Select(static ph => (string)ph.Attribute("id")!).ShouldBeUnique();
            }
        }

        foreach (var ph in unit.Descendants(Xliff + "ph"))
        {
            data.ShouldContain((string)ph.Attribute("dataRef")!);
            foreach (var flow in ((string?)ph.Attribute("subFlows") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                units.ShouldContain(other => (string)other.Attribute("id")! == flow, "4.3.1.32: sub-flows are units of the file");
            }
        }
    }

    private static void Unique(IEnumerable<XElement> elements)
    {
        var ids = elements.Select(static element => (string)element.Attribute("id")!).ToList();
        ids.ShouldBeUnique();
        ids.ShouldAllBe(static id => id.Length > 0 && id.All(static c => char.IsLetterOrDigit(c) || "-._:".Contains(c))); // NMTOKEN
    }
}
