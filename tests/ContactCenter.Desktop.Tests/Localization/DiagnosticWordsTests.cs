using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ContactCenter.Administration;
using ContactCenter.Desk;
using ContactCenter.Desktop.Administering;
using ContactCenter.Desktop.Localization;
using ContactCenter.Desktop.Scripts;
using ContactCenter.Scripting;

namespace ContactCenter.Desktop.Tests.Localization;

/// <summary>What the compiler of scripts says is said in the other language: every sentence, and what the compiler itself puts into it.</summary>
public sealed partial class DiagnosticWordsTests
{
    /// <summary>Lists of words the language itself has, which nobody translates.</summary>
    private static readonly string[] OfTheLanguage = ["hang up", "starts on", "one of", "list of"];

    /// <summary>The sources whose words end up in sentences.</summary>
    private static readonly string[] Sources =
    [
        "Binding/TypeNames.cs", "Binding/HoleRules.cs", "Checking/ClockChanges.cs", "Checking/ClockChecks.cs", "Checking/Texts/FormChecks.cs", "Checking/Texts/PluralChecks.cs",
        "Checking/Texts/SideFiles.cs", "Contracts/ContractsParser.cs", "Diagnostics/NearestWord.cs", "Diagnostics/DiagnosticFix.cs", "Syntax/Parsing/DeclarationParser.cs",
        "Syntax/Parsing/ExpressionParser.cs", "Syntax/Parsing/ExpressionParser.Primaries.cs", "Syntax/Parsing/LiteralReader.cs", "Syntax/Parsing/OptionParser.cs",
        "Syntax/Parsing/OptionWords.cs", "Syntax/Parsing/ScriptParser.Lines.cs", "Syntax/Parsing/StatementParser.cs", "Syntax/Parsing/TextParser.cs",
        "Syntax/Parsing/TypeParser.cs", "Texts/HoleParser.cs", "Texts/TextFileParser.cs", "Texts/TextTemplate.cs", "Upgrades/MapCheck.cs", "Upgrades/SlotMover.cs",
    ];

    private readonly Words _words = new();

    public DiagnosticWordsTests() => _words.Speak("it-IT");

    public static TheoryData<string> Pages { get; } = [.. DiagnosticCodes.All.Select(static code => code.Id).Where(static id => id != "S199")];

    public static TheoryData<string> SourcesWithWords { get; } = [.. Sources];

    private static PhraseBook Italian => Words.Compilers["it"];

    [Fact]
    public void Every_code_has_a_sentence_with_the_holes_of_the_compilers_own_and_none_is_left_over()
    {
        var sentences = ItalianDiagnostics.Sentences;
        sentences.Keys.ShouldBe(DiagnosticCodes.All.Select(static code => $"script.{code.Id}"), ignoreOrder: true);
        foreach (var code in DiagnosticCodes.All)
        {
            Holes(sentences[$"script.{code.Id}"]).ShouldBe(Holes(code.Form), code.Id);
            sentences[$"script.{code.Id}"].ShouldNotBe(code.Form, code.Id);
            sentences[$"script.{code.Id}"].ShouldNotContain('\'', code.Id);
        }
    }

    [Fact]
    public void A_phrase_has_the_holes_of_the_compilers_own_and_is_found_by_it()
    {
        foreach (var (english, italian) in ItalianPhrases.Phrases)
        {
            Holes(italian).ShouldBe(Holes(english), english);
            var filled = Hole().Replace(english, static hole => $"{int.Parse(hole.Groups[1].Value, CultureInfo.InvariantCulture) + 71}");
            var wanted = Hole().Replace(italian, static hole => $"{int.Parse(hole.Groups[1].Value, CultureInfo.InvariantCulture) + 71}").Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);
            Italian.Find(filled, _words.Culture).ShouldBe(wanted, english);
        }
    }

    /// <summary>Whatever the compiler can say has its phrase: its sources are looked through for words.</summary>
    [Theory]
    [MemberData(nameof(SourcesWithWords))]
    public void Words_in_the_compilers_sources_have_their_phrase(string source)
    {
        var missing = new List<string>();
        var lines = File.ReadLines(Path.Combine(Root(), "src/ContactCenter.Scripting", source));
        foreach (var line in lines.Where(static line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.Contains("Exception(", StringComparison.Ordinal)))
        {
            foreach (Match literal in Literal().Matches(Joined().Replace(line, "{x}")))
            {
                var words = literal.Groups["text"].Value;
                words = literal.Value[0] == '$' ? Interpolated().Replace(words, "7") : words;
                if (TwoWords().IsMatch(words) && !OfTheLanguage.Contains(words) && Italian.Find(words, _words.Culture) is null)
                {
                    missing.Add(words);
                }
            }
        }

        missing.ShouldBeEmpty();
    }

    /// <summary>The examples of the documentation have every fault there is.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void A_fault_of_an_example_is_said_without_a_word_of_English(string id)
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs/scripting/diagnostics", $"{id}.md"));
        var found = Faults(id, page);
        found.ShouldContain(one => one.Code.Id == id);
        foreach (var one in found)
        {
            string[] values = [.. one.Arguments];
            foreach (Match hole in Hole().Matches(ItalianDiagnostics.Sentences[$"script.{one.Code.Id}"]))
            {
                var value = values[hole.Groups[1].Value[0] - '0'];
                if (hole.Groups[2].Value is "p" or "P")
                {
                    (value.Length == 0 || Italian.Find(value, _words.Culture) is not null).ShouldBeTrue($"{one}: '{value}' has no phrase");
                }
                else if (hole.Groups[2].Value.Length == 0)
                {
                    (page.Contains(value, StringComparison.Ordinal) || !Prose().IsMatch(value)).ShouldBeTrue($"{one}: '{value}' is not of the script");
                }
            }

            var said = _words.Of(new ScriptFinding("Text", 1, 1, 1, one.Code.Id, IsError: true, one.Message) { Values = values });
            said.ShouldNotBe(one.Message);
            if (one.Fix is { } fix)
            {
                _words.Remedy(fix.Title).ShouldNotBe(fix.Title);
            }
        }
    }

    [Theory]
    [InlineData("S202", "Nessun passo si chiama “helo”; intendevi “hello”?", "helo", "; did you mean 'hello'?")]
    [InlineData("S202", "Nessun passo si chiama “a text”.", "a text", ".")]
    [InlineData("S206", "Il record case non ha “x”.", "The record case", "x", ".")]
    [InlineData("S301", "Qui serve un elenco in cui ogni elemento è uno tra a, b, e questo è sì o no.", "A list, each item one of a, b", "yes or no")]
    [InlineData("S308", "“round” vuole da 1 a 2 valori, e qui ce ne sono 3.", "round", "1 to 2 values", "3 are")]
    [InlineData("S129", "“25:00” non è un valore: gli orari vanno da 0:00 a 23:59.", "25:00", "times go from 0:00 to 23:59")]
    [InlineData("S129", "“0” non è un valore: quante volte va da 1 a 9, in numeri interi.", "0", "how many times goes from 1 to 9, in whole numbers")]
    [InlineData("S604", "In “it” questo occupa 3 parti di SMS, più di 2; “ş” non è nell’alfabeto degli SMS, e con esso una parte ha 67 caratteri invece di 153.", "it", "3", "2", "; 'ş' is not in the alphabet of SMS, and with it a part has 67 characters instead of 153.")]
    [InlineData("S709", "Questo testo manca in “it”, “pl” e “ru”.", "'it', 'pl' and 'ru'")]
    [InlineData("S702", "La variante “one” c’è due volte.", "The variant 'one' is there twice.")]
    [InlineData("S118", "Questa { apre uno spazio che nessuna } chiude; scrivi {{ se intendi il segno.")]
    [InlineData("SU05", "Restano in questa domanda (hello/k1) le esecuzioni: “2 runs” era tra le scelte e ora significa altro, o niente.", "Runs", "hello/k1", "2 runs", "1")]
    [InlineData("SU05", "Restano in questa domanda (hello/k1) le esecuzioni: “un elenco” era tra le scelte e ora significa altro, o niente.", "Runs", "hello/k1", "a list", "1")]
    [InlineData("SU07", "Restano in questa riga (hello/k1) 3 esecuzioni: da lì in poi la nuova versione legge “step”, che si riempie sopra la riga.", "3 runs", "hello/k1", "step", "1")]
    [InlineData("SU11", "“helo” non c’è nella versione precedente come passo; intendevi “hello”?", "helo", "step", "old", "; did you mean 'hello'?")]
    public void A_sentence_reads_well(string code, string said, params string[] values) => _words.Diagnostic(code, values, "English").ShouldBe(said);

    [Fact]
    public void What_has_no_words_or_too_few_values_is_said_as_the_center_says_it()
    {
        _words.Diagnostic("S402", [], "As it is.").ShouldBe("As it is.");
        _words.Diagnostic("S999", ["x"], "As it is.").ShouldBe("As it is.");
        _words.Remedy("Do something new").ShouldBe("Do something new");
        _words.Of(new UpgradeObstacle(1, "hello/k1", "SU02", "The line is not in v2.", 1)).ShouldBe("The line is not in v2.");
        _words.Of(new ScriptFinding("Text", 0, 0, 0, "", IsError: true, "It is odd.") { Rule = "no-such-rule" }).ShouldBe("It is odd.");

        _words.Speak("en-GB");
        _words.Diagnostic("S402", ["x"], "As it is.").ShouldBe("As it is.");
        _words.Remedy("Remove it").ShouldBe("Remove it");
        _words.Of(new UpgradeObstacle(1, "", "", "It is over.", 1)).ShouldBe("It is over.");
    }

    /// <summary>What the log keeps of a run that stays is the compiler's sentence; what it speaks of is found in it.</summary>
    [Fact]
    public void What_keeps_runs_is_said_from_the_sentence_in_the_log()
    {
        foreach (var code in DiagnosticCodes.All.Where(static code => code.Id.StartsWith("SU0", StringComparison.Ordinal)))
        {
            string[] values = ["Runs", "hello/k1", "slot-7", "3"];
            var why = string.Format(CultureInfo.InvariantCulture, code.Form, [.. values]);
            _words.Of(new UpgradeObstacle(1, "hello/k1", code.Id, why, 1)).ShouldBe(_words.Diagnostic(code.Id, values, why));
            _words.Of(new UpgradeObstacle(1, "hello/k1", code.Id, why, 1)).ShouldContain(" le esecuzioni: ");
        }

        _words.Of(new UpgradeObstacle(1, "", "", "It is over.", 1)).ShouldBe("È finita.");
        _words.Of(new UpgradeObstacle(1, "", "", "What it knew has been erased with its customer.", 1)).ShouldBe("Ciò che sapeva è stato cancellato insieme al suo cliente.");
    }

    [Fact]
    public void A_fault_of_the_configuration_has_the_compilers_sentence_in_it()
    {
        var fault = new ConfigurationFault("Tenants:acme:Scripts:meter:Text", "script-fault", ["3", "S402", "The step 'x' runs off its end.", "5", "x"], "…");
        _words.Of(fault).ShouldBe("Scripts › meter › Text: riga 3, colonna 5: Il passo “x” finisce senza dire dove andare; aggiungi una freccia verso un passo o un esito. (S402)");
        _words.Of(fault with { Values = ["3", "S402", "It runs off.", "5"] }).ShouldBe("Scripts › meter › Text: riga 3, colonna 5: It runs off. (S402)"); // of an earlier build
        _words.Of(new ScriptFinding("Text", 0, 0, 0, "", IsError: true, "begins with …") { Rule = "script-name", Values = ["meter", "other"] })
            .ShouldBe("nella prima riga il copione si chiama “meter”, qui “other”.");
    }

    private static List<Diagnostic> Faults(string id, string page)
    {
        var contracts = ScriptContracts.Parse(new SourceText("page.contracts", Blocks("contracts").FirstOrDefault() ?? ""), out _);
        var (scripts, sides, maps) = (Blocks("flow"), Blocks("texts"), Blocks("upgrade"));
        if (id.StartsWith("SU", StringComparison.Ordinal))
        {
            var (from, to) = (Compile(scripts[0]), Compile(scripts[1]));
            var upgrade = new ScriptUpgrade(from, to, ScriptUpgradeMap.Parse(new SourceText("page.upgrade", maps.Length == 2 ? maps[0] : ""), from.Version, out var unread));
            List<Diagnostic> found = [.. unread, .. upgrade.MapFaults, .. upgrade.Look()];
            return found.Exists(one => one.Code.Id == id) ? found : [.. found, Kept(DiagnosticCodes.Find(id)!)]; // what depends on a run shows in none of the lines
        }

        var script = new SourceText("page.flow", scripts[0]);
        return
        [
            .. SyntaxCheck.Run(script),
            .. ScriptChecker.Check(script, contracts, new ScriptCheckOptions { TimeZone = "Europe/Rome" }),
            .. With(sides),
            .. sides.SelectMany(side => With([side])),
            .. With([]),
        ];

        string[] Blocks(string kind) => [.. Block().Matches(page).Where(block => block.Groups["kind"].Value == kind).Select(static block => block.Groups["text"].Value)];

        IEnumerable<Diagnostic> With(string[] texts) =>
            ScriptChecker.Check(script, contracts, [.. texts.Select(static (text, at) => ScriptTexts.Parse(new SourceText($"page.{at}.texts", text)))]).SelectMany(static file => file.Diagnostics);

        ScriptProgram Compile(string text) => ScriptCompiler.Compile(new SourceText("page.flow", text), contracts).Program.ShouldNotBeNull();
    }

    private static Diagnostic Kept(DiagnosticCode code) => new(code, default, "Runs", "hello/k1", "slot-7", "1");

    /// <summary>The holes of a sentence; a brace of its own is none.</summary>
    private static string[] Holes(string form) => [.. Hole().Matches(form).Select(static hole => hole.Groups[1].Value).Order()];

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    [GeneratedRegex(@"\{(\d)(?::(\w))?\}")]
    private static partial Regex Hole();

    [GeneratedRegex("\\$?\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("""\{string\.Join\(", ", [^}]*\}""")]
    private static partial Regex Joined();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Interpolated();

    [GeneratedRegex("[A-Za-z0-9]+ [A-Za-z0-9]+")]
    private static partial Regex TwoWords();

    [GeneratedRegex("[a-z]{2,} [a-z]{2,}")]
    private static partial Regex Prose();

    [GeneratedRegex("```(?<kind>\\w+)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
