namespace ContactCenter.Scripting.Tests.Checking;

/// <summary>Side files with one fault each: what is said of it, in which file and where. The pages of the codes show the plain cases.</summary>
public sealed class TextCheckTests
{
    private const string Script = """
        script demo v1, texts en (it, pl, ru), for chat, outcomes done
          slot n: number = 2
          slot many: number 0..4 = 3
          slot tone: one of formal/friendly = formal
          step hello "Hello"  #kt1
            say "{n} crews, {n} cars, {many} trucks."  #kn1
            say "{tone|formal: Good morning|friendly: Hi|other: Hello}."  #kc1
            ask place "Where?"  #kq1
              1 inside "At home"  #ka1
              2 outside "In the street"  #ka2
            say "{place} {round(n / 2, 1)}"  #kp1
            -> end done
        """;

    private const string Italian = """
        texts demo it
        kn1 "{n} squadre, {many} camion."
        kc1 "{tone|formal: Buongiorno|friendly: Ciao|other: Salve}."
        kq1 "Dove?"
        ka1 "A casa"
        ka2 "In strada"
        kp1 "Ecco: {place} {round( n/2,1 )}"
        """;

    [Fact]
    public void A_translation_of_everything_is_right()
    {
        Said(Italian).ShouldBe(["script S708 'pl'", "script S708 'ru'"], "of two languages nothing is there, which is said once each");
    }

    [Theory]
    [InlineData("kn1 \"{n} squadre, {many} camion.\"", "", "script 6 S709")]
    [InlineData("Dove?", " ", "script 8 S709")] // a blank is no text
    [InlineData("texts demo it", "texts demos it", "file 1 S704")] // a language without texts may be this file's
    [InlineData("texts demo it", "texts demo de", "file 1 S705")] // a language without texts may be this file's
    [InlineData("texts demo it", "text demo it", "file 1 S701", "file 1 S702")] // a language without texts may be this file's
    [InlineData("kq1", "kq9", "file 4 S710", "script 8 S709")]
    [InlineData("kq1 ", "kt1 \"Ciao\"\nkq1 ", "file 4 S710")] // a title is not translated
    [InlineData("{n} squadre", "{m} squadre", "file 2 S713")]
    [InlineData("{n} squadre", "Squadre", "file 2 S714")]
    [InlineData("{n} squadre", "{n|date} squadre", "file 2 S310")]
    [InlineData("{n} squadre", "{n|due} squadre", "file 2 S702")]
    [InlineData("{n} squadre", "{n squadre", "file 2 S713")]
    [InlineData("{n} squadre", "}{n} squadre", "file 2 S702")]
    [InlineData("{n} squadre", "{n|one: # squadra|other: # squadre}")]
    [InlineData("{n} squadre", "{n|1: # squadra|other: # squadre}")] // which is all that 'one' is in Italian
    [InlineData("{n} squadre", "{n|0: nessuna squadra|other: # squadre}", "file 2 S715")]
    [InlineData("{n} squadre", "{n|one: # squadra|few: # squadre|other: # squadre}", "file 2 S716")]
    [InlineData("{n} squadre", "{n|one: # squadra|twelve: x|other: # squadre}", "file 2 S310")]
    [InlineData("{many} camion.\"", "{many} camion.\"\n  by n\n  one \"Una squadra, {many} camion.\"")]
    [InlineData("{many} camion.\"", "{many} camion.\"\n  by n\n  one \"Una squadra.\"", "file 4 S714")]
    [InlineData("{many} camion.\"", "{many} camion.\"\n  by n\n  few \"Una squadra, {many} camion.\"", "file 4 S716")]
    [InlineData("{many} camion.\"", "{many} camion.\"\n  by m\n  one \"Una squadra, {many} camion.\"", "file 3 S717", "file 4 S714")]
    [InlineData("Dove?\"", "Dove?\"\n  from 00000000", "file 5 S712")]
    [InlineData("\"{n} squadre, {many} camion.\"", "\"Squadre\"\n  from 00000000", "file 3 S712")] // that values are missing follows from it
    [InlineData("Dove?\"", "Dove?\"\n  answers \"qui\"", "file 5 S702")]
    [InlineData("Dove?", "Where?", "file 4 S719")]
    [InlineData("Dove?", "Где?", "file 4 S720")]
    [InlineData("In strada", "a càsa!", "file 6 S718")]
    [InlineData("In strada", "inside", "file 6 S718")] // which is the other's name
    [InlineData("In strada\"", "In strada\"\n  answers \"fuori\", \"1\"", "file 7 S718")] // which is the other's key
    [InlineData("In strada\"", "In strada\"\n  answers \"fuori\", \"In Strada\"")]
    [InlineData("formal: Buongiorno|friendly: Ciao", "formal: Buongiorno", "file 3 S721")]
    [InlineData("formal: Buongiorno|friendly: Ciao|", "formal: Buongiorno|freindly: Ciao|", "file 3 S310", "file 3 S721")]
    [InlineData("{tone|formal: Buongiorno|friendly: Ciao|other: Salve}", "Salve ({tone})")] // the choice's own words tell them apart
    [InlineData("Dove?\"", "Dove?\"\n  short \"Qui?\"\n  spoken \"Mi dica: dove?\"")]
    [InlineData("\"{n} squadre, {many} camion.\"", "\"{n} squadre, {many} camion.\"\n  spoken \"Squadre: {n}\"", "file 3 S714")]
    [InlineData("\"{n} squadre, {many} camion.\"", "\"{n} squadre, {many} camion.\"\n  short \"Squadre: {n}\"")] // which is shorter
    public void What_is_changed_is_said(string from, string to, params string[] said)
    {
        Italian.ShouldContain(from);
        string[] rest = said.Any(static one => one is "file 1 S701" or "file 1 S704" or "file 1 S705") ? [] : ["script S708 'pl'", "script S708 'ru'"];
        Said(Italian.Replace(from, to, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ShouldBe(said.Concat(rest).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("pl", "{n|one: # ekipa|few: # ekipy|many: # ekip|other: # ekipy}")]
    [InlineData("pl", "{n|one: # ekipa|few: # ekipy|other: # ekip}", "file 2 S715")]
    [InlineData("pl", "{n|1: # ekipa|few: # ekipy|many: # ekip|other: # ekipy}")]
    [InlineData("ru", "{n|one: # бригада|few: # бригады|many: # бригад|other: # бригады}")]
    [InlineData("ru", "{n|1: # бригада|few: # бригады|many: # бригад|other: # бригады}", "file 2 S715")] // 21 is 'one', too
    [InlineData("ru", "{n|one: # бригада|other: # бригады}", "file 2 S715")]
    public void Plural_forms_are_those_of_the_language(string language, string hole, params string[] said) =>
        Said($"texts demo {language}\nkn1 \"{hole} {{many}} .\"\n").Where(static one => one.StartsWith("file", StringComparison.Ordinal)).ShouldBe(said);

    [Theory]
    [InlineData("one \"Jedna.\"", "few")]
    [InlineData("one \"Jedna.\"\n  few \"{n} ekipy.\"", null)]
    [InlineData("few \"{n} ekipy.\"\n  many \"{n} ekip.\"", null)]
    public void One_category_may_be_left_to_the_text_at_the_margin(string forms, string? missing)
    {
        var files = ScriptChecker.Check(
            new SourceText("demo.flow", "script demo v1, texts en (pl), for chat, outcomes done\n  slot n: number = 2\n  step hello\n    say \"{n} crews.\"  #kn1\n    -> end done\n"),
            ScriptContracts.Empty,
            [ScriptTexts.Parse(new SourceText("demo.pl.texts", $"texts demo pl\nkn1 \"{{n}} ekip.\"\n  by n\n  {forms}\n"))]);
        files[0].Diagnostics.ShouldBeEmpty();
        files[1].Diagnostics.Select(static found => found.Message).ShouldBe(missing is null ? [] : ["In 'pl' there is the plural form 'few' and 'many', too."]);
    }

    [Fact]
    public void A_number_with_limits_needs_the_forms_it_can_have()
    {
        // 0 to 4 of the slot 'many': in Polish 0 is 'many', 1 'one', 2 to 4 'few'.
        Said("texts demo pl\nkn1 \"{n} x {many|one: ciężarówka|few: ciężarówki|other: ciężarówek}\"").ShouldContain("file 2 S715");
        const string two = "script demo v1, texts en (pl), for chat, outcomes done\n  slot n: number 2..4 = 2\n  step hello\n    say \"{n} crews.\"  #kn1\n    -> end done\n";
        ScriptChecker.Check(new SourceText("demo.flow", two), ScriptContracts.Empty, [ScriptTexts.Parse(new SourceText("demo.pl.texts", "texts demo pl\nkn1 \"{n|few: # ekipy|other: # ekip}\"\n"))])
            .ShouldAllBe(static file => file.Diagnostics.IsEmpty);
    }

    [Fact]
    public void The_script_s_own_language_has_a_side_file_too()
    {
        const string own = "texts demo en\nkq1 \"Where?\"\n  spoken \"Tell me where.\"\nka1 \"At home\"\n  answers \"in the house\"\n";
        Said(own).ShouldBe(["script S708 'it'", "script S708 'pl'", "script S708 'ru'"]);
        Said(own.Replace("\"Where?\"", "\"Where is it?\"", StringComparison.Ordinal)).ShouldContain("file 2 S712");
        Said(own.Replace("in the house", "in the street", StringComparison.Ordinal)).ShouldContain("script 10 S718", "the file's answer is read before the script's next choice");
    }

    [Fact]
    public void Two_files_of_a_language_are_one_too_many()
    {
        var files = ScriptChecker.Check(
            new SourceText("demo.flow", Script), ScriptContracts.Empty, [ScriptTexts.Parse(new SourceText("a", Italian)), ScriptTexts.Parse(new SourceText("b", Italian))]);
        files[1].Diagnostics.ShouldBeEmpty();
        files[2].Diagnostics.Select(static found => found.Message).ShouldBe(["'a' has the texts in 'it' already; one file has all of a language."]);
    }

    [Fact]
    public void Without_side_files_only_the_script_is_looked_at() =>
        ScriptChecker.Check(new SourceText("demo.flow", Script), ScriptContracts.Empty).ShouldBeEmpty();

    [Fact]
    public void The_fix_of_a_stale_text_takes_it_as_right()
    {
        var stale = Italian.Replace("Dove?\"", "Dove?\"\n  from 00000000", StringComparison.Ordinal);
        var fix = Check(stale)[1].Diagnostics.Single().Fix.ShouldNotBeNull();
        var edit = fix.Edits.Single();
        var mended = string.Concat(stale.AsSpan(0, edit.Range.Start), edit.NewText, stale.AsSpan(edit.Range.End));
        Check(mended)[1].Diagnostics.ShouldBeEmpty();
    }

    private static List<string> Said(string file)
    {
        var checks = Check(file);
        var script = checks[0].Diagnostics.Select(found => found.Code.Id == "S708"
            ? $"script S708 {found.Message.Split(' ')[5].TrimEnd(':')}"
            : $"script {checks[0].Source.PositionOf(found.Range.Start).Line} {found.Code.Id}");
        return [.. script, .. checks[1].Diagnostics.Select(found => $"file {checks[1].Source.PositionOf(found.Range.Start).Line} {found.Code.Id}")];
    }

    private static System.Collections.Immutable.ImmutableArray<SourceDiagnostics> Check(string file) =>
        ScriptChecker.Check(new SourceText("demo.flow", Script), ScriptContracts.Empty, [ScriptTexts.Parse(new SourceText("demo.it.texts", file))]);
}
