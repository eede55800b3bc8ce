using System.Xml.Linq;
using ContactCenter.Scripting.Texts;
using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Translating;

/// <summary>Texts for translators and back.</summary>
public sealed class XliffTests
{
    private const string Script = """"
        script demo v1, texts en (pl, ru), for chat, outcomes done
          slot n: number = 2
          step hello "Hello ""you"""  #kt1
            say "{n|0: No crew|one: # crew|other: # crews} on the way to ""{session.from|plain}"" {{now}}."  #kn1
            note "Be quick."  #ko1
            ask place "Where?", by sms  #kq1
              1 inside "At home"  #ka1
              2 outside "In the street"  #ka2
            confirm "So {place|inside: inside|other: (#)}?", no -> hello  #kc1
            send sms "{n} crews, {n} cars."  to session.from  #ks1
            -> end done
        """";

    private const string Own = """
        texts demo en
        ka2 "In the street"
          answers "outside", "on the road"
        kq1 "Where?"
          spoken "Tell me where."
        ks1 "{n} crews, {n} cars."
          by n
          one "One crew, one car."
          short "Crews: {n}"
        """;

    private const string Polish = """
        // Anna
        texts demo pl

        // said slowly
        kq1 "Gdzie?"
          audio demo/where

        ka2 "Na ulicy"
          from 00000000

        // the end

        """;

    private static readonly XNamespace Xliff = XliffRules.Xliff;

    [Fact]
    public void Every_text_is_a_unit_with_what_it_is_for()
    {
        var xliff = Export(Polish);
        XliffRules.Check(xliff);
        var file = XDocument.Parse(xliff).Root!.Element(Xliff + "file")!;
        file.Descendants(Xliff + "unit").Select(static unit => (string)unit.Attribute("id")!).ShouldBe([
            "kn1", "kn1.h1.0", "kn1.h1.one", "kn1.h1.few", "kn1.h1.many", "kn1.h1.other", "ko1", "kq1", "kq1.spoken", "ka1", "ka2", "ka2.answers", "kc1", "kc1.h1.inside", "kc1.h1.other",
            "ks1", "ks1.one", "ks1.few", "ks1.many", "ks1.short",
        ], "a step's title is not translated, and the categories are those of Polish");
        Notes(file, "ka2").ShouldBe([("step", "hello: Hello \"you\""), ("usage", "Choice 2 of the question."), ("question", "Where?")]);
        Notes(file, "kq1").ShouldBe([("step", "hello: Hello \"you\""), ("usage", "A question, asked by sms."), ("comment", "said slowly")]);
        var crews = Unit(file, "kn1").Descendants(Xliff + "source").Single();
        crews.Value.ShouldBe(" on the way to \"\" {now}.");
        crews.Elements(Xliff + "ph").Select(static ph => ((string)ph.Attribute("equiv")!, (string)ph.Attribute("disp")!)).ShouldBe([
            ("n", "{n|0: No crew|one: # crew|other: # crews}"), ("session.from", "{session.from|plain}"),
        ]);
        Source(file, "kn1.h1.few").ShouldBe("# crews");
        State(file, "kq1").ShouldBe(("translated", null, "Gdzie?"));
        State(file, "ka2").ShouldBe(("initial", "flow:stale", "Na ulicy"));
        State(file, "ka1").ShouldBe(("initial", null, null));
        Source(file, "ka2.answers").ShouldBe("outside | on the road");
    }

    [Fact]
    public void A_file_that_comes_back_as_it_went_changes_nothing()
    {
        var import = Import(Polish, Export(Polish));
        import.Problems.ShouldBeEmpty();
        import.Texts.ShouldBe(Polish);
    }

    [Fact]
    public void A_translated_file_makes_a_side_file_that_is_right()
    {
        var translated = Translate(Export(Polish), Words);
        XliffRules.Check(translated);
        var import = Import(Polish, translated);
        import.Problems.ShouldBeEmpty();
        import.Texts.ShouldBe($$$"""
            // Anna
            texts demo pl

            kn1 "{n|0: Bez ekipy|one: # ekipa|few: # ekipy|many: # ekip|other: # ekipy} w drodze do ""{session.from|plain}"" {{teraz}}."
              from {{{TextFile.HashOf("{n|0: No crew|one: # crew|other: # crews} on the way to \"\"{session.from|plain}\"\" {{now}}.")}}}

            ko1 "Szybko."
              from {{{TextFile.HashOf("Be quick.")}}}

            // said slowly
            kq1 "Gdzie jest?"
              from {{{TextFile.HashOf("Where?")}}}
              spoken "Proszę powiedzieć gdzie."
              audio demo/where

            ka1 "W domu"
              from {{{TextFile.HashOf("At home")}}}

            ka2 "Na ulicy"
              from {{{TextFile.HashOf("In the street")}}}
              answers "na zewnątrz", "na drodze"

            kc1 "Czyli {place|inside: w środku|other: (#)}?"
              from {{{TextFile.HashOf("So {place|inside: inside|other: (#)}?")}}}

            ks1 "{n} ekip, {n} aut."
              from {{{TextFile.HashOf("{n} crews, {n} cars.")}}}
              by n
              one "Ekipa i auto."
              few "{n} ekipy, {n} auta."
              many "{n} ekip, {n} aut."
              short "Ekipy: {n}"

            // the end

            """, "new texts stand where they stand in the script");
        var checks = ScriptChecker.Check(ScriptSource, ScriptContracts.Empty, [Side(Own), Side(import.Texts.Replace("  audio demo/where\n", "", StringComparison.Ordinal)), Side(Translated("ru"))], new ScriptCheckOptions { MaxSmsSegments = 9 });
        checks.SelectMany(static file => file.Diagnostics).ShouldBeEmpty();

        // Once all is translated the file goes and comes back the same.
        var again = Export(import.Texts);
        Import(import.Texts, again).Texts.ShouldBe(import.Texts);
        Export(Import(import.Texts, again).Texts).ShouldBe(again);
    }

    [Fact]
    public void What_was_lost_or_is_unknown_is_told()
    {
        var xliff = Translate(Export(""), id => id switch
        {
            "kn1" => "⟦1⟧ w drodze.",
            "ks1" => "⟦1⟧ ekip",
            _ => Words(id),
        }).Replace("disp=\"{n}\" dataRef=\"d1\" /> ekip<", "disp=\"{n}\" dataRef=\"d1\" /> ekip<ph id=\"7\" disp=\"{secret}\"/><", StringComparison.Ordinal);
        var import = Import("", xliff);
        import.Problems.Select(static problem => (problem.Unit, problem.Message)).ShouldBe([
            ("kn1", "'session.from' was lost; the text shows it."),
            ("ks1", "The placeholder 7 shows '{secret}', which the text does not."),
            ("ks1.one", "The text it belongs to is not translated."), ("ks1.few", "The text it belongs to is not translated."),
            ("ks1.many", "The text it belongs to is not translated."), ("ks1.short", "The text it belongs to is not translated."),
        ]);
        import.Texts.ShouldNotContain("secret");
        import.Texts.ShouldContain("w drodze.");
    }

    [Fact]
    public void A_translation_of_an_earlier_text_is_taken_and_stale()
    {
        var xliff = Translate(Export(""), Words).Replace("Be quick.", "Be slow.", StringComparison.Ordinal);
        var import = Import("", xliff);
        import.Problems.ShouldBe([new ScriptXliffProblem("ko1", "The script's text was changed since; the translation is taken, and stale.")]);
        import.Texts.ShouldContain($"ko1 \"Szybko.\"\n  from {TextFile.HashOf("Be slow.")}\n");
    }

    [Fact]
    public void A_stale_translation_that_a_translator_takes_as_right_is_right()
    {
        var xliff = Export(Polish).Replace("state=\"initial\" subState=\"flow:stale\"", "state=\"reviewed\"", StringComparison.Ordinal);
        Import(Polish, xliff).Texts.ShouldContain($"ka2 \"Na ulicy\"\n  from {TextFile.HashOf("In the street")}\n");
    }

    [Fact]
    public void Words_inside_a_hole_that_nobody_translated_are_not_taken()
    {
        var import = Import("", Translate(Export(""), static id => id.Contains(".h1.", StringComparison.Ordinal) ? null : Words(id)));
        import.Problems.Select(static problem => (problem.Unit, problem.Message)).ShouldBe([
            ("kn1", "The words inside '{n|0: No crew|one: # crew|other: # crews}' are not translated."), ("kc1", "The words inside '{place|inside: inside|other: (#)}' are not translated."),
        ]);
    }

    [Fact]
    public void Marks_of_tools_are_left_out_and_pairs_of_codes_are_no_text()
    {
        var xliff = Translate(Export(""), Words);
        Import("", xliff.Replace(">Szybko.<", "><mrk id=\"m1\" type=\"term\">Szy</mrk>bko<sm id=\"m2\"/>.<em startRef=\"m2\"/><", StringComparison.Ordinal)).Texts.ShouldContain("ko1 \"Szybko.\"");
        var import = Import("", xliff.Replace(">Szybko.<", "><pc id=\"1\">Szybko</pc>.<", StringComparison.Ordinal));
        import.Problems.ShouldBe([new ScriptXliffProblem("ko1", "'pc' is nothing a text of a script can have.")]);
        import.Texts.ShouldNotContain("ko1");
    }

    [Theory]
    [InlineData("<!DOCTYPE xliff [<!ENTITY a \"b\">]>", "", "This is no XML that is read here")]
    [InlineData("", "version=\"1.2\"", "This is no XLIFF 2")]
    [InlineData("", "srcLang=\"it\"", "is translated from 'it'")]
    [InlineData("", "trgLang=\"de\"", "is not translated into 'de'; its header names pl, ru.")]
    [InlineData("", "trgLang=\"en\"", "is not translated into 'en'")]
    [InlineData("", "id=\"other\"", "has nothing of the script 'demo'")]
    [InlineData("<", "", "This is no XML that is read here")]
    public void A_file_that_is_not_of_the_script_or_hostile_is_refused(string before, string attribute, string says)
    {
        var xliff = Export("").Replace("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n", before, StringComparison.Ordinal);
        if (attribute.Length > 0)
        {
            var name = attribute.Split('=')[0];
            xliff = new System.Text.RegularExpressions.Regex($" {name}=\"[^\"]*\"").Replace(xliff, " " + attribute, 1);
        }

        Should.Throw<ScriptFormatException>(() => Import("", xliff)).Message.ShouldContain(says);
    }

    [Fact]
    public void A_file_that_is_too_deep_is_refused()
    {
        var deep = Export("").Replace("<file ", string.Concat(Enumerable.Repeat("<x>", 100_000)) + "<file ", StringComparison.Ordinal);
        Should.Throw<ScriptFormatException>(() => Import("", deep)).Message.ShouldContain("more than 32 deep");
    }

    [Fact]
    public void Units_nobody_knows_or_that_are_there_twice_are_told()
    {
        var xliff = Translate(Export(""), Words);
        Import("", xliff.Replace("<unit id=\"ko1\"", "<unit id=\"kx9\"", StringComparison.Ordinal)).Problems.ShouldBe([new ScriptXliffProblem("kx9", "The script has no such text, or not in this form.")]);
        Import("", xliff.Replace("<unit id=\"ka1\"", "<unit id=\"kq1\"", StringComparison.Ordinal)).Problems.ShouldBe([new ScriptXliffProblem("kq1", "It is there twice; the first counts.")]);
    }

    [Property(MaxTest = 200)]
    public void Any_translation_goes_and_comes_back(string? text)
    {
        var written = new string([.. (text ?? "").Where(static c => c is not ('\r' or '\n' or '\t' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029')).Take(200)]).Trim();
        var raw = "x" + written.Replace("\"", "\"\"", StringComparison.Ordinal).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal) + "x {n}";
        var side = $"texts demo pl\n\nks1 \"{raw}\"\n  from 00000000\n";
        var xliff = Export(side);
        XliffRules.Check(xliff);
        Import(side, xliff).Texts.ShouldBe(side);
        Import("", xliff).Texts.ShouldContain($"ks1 \"{raw}\"\n");
    }

    private static SourceText ScriptSource => new("demo.flow", Script);

    private static string Translated(string language) => language == "ru" ? """
        texts demo ru
        kn1 "{n|0: Нет бригад|one: # бригада|few: # бригады|many: # бригад|other: # бригады} едет к {session.from|plain}."
        ko1 "Быстрее."
        kq1 "Где?"
        ka1 "Дома"
        ka2 "На улице"
        kc1 "Значит, {place|inside: внутри|other: (#)}?"
        ks1 "{n} бригад."
        """ : "";

    private static string? Words(string id) => id switch
    {
        "kn1" => "⟦1⟧ w drodze do \"⟦2⟧\" {teraz}.",
        "kn1.h1.0" => "Bez ekipy",
        "kn1.h1.one" => "# ekipa",
        "kn1.h1.few" => "# ekipy",
        "kn1.h1.many" => "# ekip",
        "kn1.h1.other" => "# ekipy",
        "ko1" => "Szybko.",
        "kq1" => "Gdzie jest?",
        "kq1.spoken" => "Proszę powiedzieć gdzie.",
        "ka1" => "W domu",
        "ka2" => "Na ulicy",
        "ka2.answers" => "na zewnątrz | na drodze",
        "kc1" => "Czyli ⟦1⟧?",
        "kc1.h1.inside" => "w środku",
        "kc1.h1.other" => "(#)",
        "ks1" => "⟦1⟧ ekip, ⟦2⟧ aut.",
        "ks1.one" => "Ekipa i auto.",
        "ks1.few" => "⟦1⟧ ekipy, ⟦2⟧ auta.",
        "ks1.many" => "⟦1⟧ ekip, ⟦2⟧ aut.",
        "ks1.short" => "Ekipy: ⟦1⟧",
        _ => null,
    };

    /// <summary>What a translator does: each unit gets words, with the source's placeholders where ⟦number⟧ stands.</summary>
    private static string Translate(string xliff, Func<string, string?> wordsOf)
    {
        var document = XDocument.Parse(xliff, LoadOptions.PreserveWhitespace);
        foreach (var unit in document.Descendants(Xliff + "unit"))
        {
            var segment = unit.Element(Xliff + "segment")!;
            if (wordsOf((string)unit.Attribute("id")!) is not { } words)
            {
                continue;
            }

            segment.Element(Xliff + "target")?.Remove();
            var holes = SourceHoles(document, unit);
            var target = new XElement(Xliff + "target");
            foreach (var part in words.Split('⟦', '⟧').Select(static (text, at) => (text, IsHole: at % 2 == 1)))
            {
                target.Add(part.IsHole ? new XElement(holes[part.text]) : new XText(part.text));
            }

            segment.Add(target);
            segment.SetAttributeValue("state", "final");
            segment.SetAttributeValue("subState", null);
        }

        return document.ToString(SaveOptions.DisableFormatting);
    }

    private static Dictionary<string, XElement> SourceHoles(XDocument document, XElement unit) =>
        unit.Descendants(Xliff + "source").Elements(Xliff + "ph").ToDictionary(static ph => (string)ph.Attribute("id")!, static ph => ph);

    private static string Export(string polish) => ScriptXliff.Export(ScriptSource, Files(polish), "pl");

    private static ScriptXliffImport Import(string polish, string xliff) => ScriptXliff.Import(ScriptSource, Files(polish), new SourceText("demo.pl.xlf", xliff));

    private static System.Collections.Immutable.ImmutableArray<ScriptTexts> Files(string polish) => polish.Length == 0 ? [Side(Own)] : [Side(Own), Side(polish)];

    private static ScriptTexts Side(string text) => ScriptTexts.Parse(new SourceText("x.texts", text));

    private static XElement Unit(XElement file, string id) => file.Descendants(Xliff + "unit").Single(unit => (string)unit.Attribute("id")! == id);

    private static string Source(XElement file, string id) => Unit(file, id).Descendants(Xliff + "source").Single().Value;

    private static (string?, string?, string?) State(XElement file, string id)
    {
        var segment = Unit(file, id).Element(Xliff + "segment")!;
        return ((string?)segment.Attribute("state"), (string?)segment.Attribute("subState"), segment.Element(Xliff + "target")?.Value);
    }

    private static IEnumerable<(string, string)> Notes(XElement file, string id) => Unit(file, id).Descendants(Xliff + "note").Select(static note => ((string)note.Attribute("category")!, note.Value));
}
