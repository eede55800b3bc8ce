namespace ContactCenter.Scripting.Tests.Compiling;

/// <summary>Texts of side files in the program.</summary>
public sealed class TextCompileTests
{
    private const string Script = """"
        script demo v1, texts it (pl, ru), for chat, voice, outcomes done
          slot n: number = 2
          step hello
            say "{n} squadre: {n} in strada, {round(n / 2, 1)} di media."  #kn1
            ask place "Dove?", audio demo/where  #kq1
              1 inside "In casa"  #ka1
              2 outside "In strada"  #ka2
            say "{place}"  #kp1
            hang up
            -> end done
        """";

    private const string Polish = """"
        texts demo pl
        kn1 "Średnio {round( n/2,1 )|plain}, ekip: {n}."
          by n
          one "Jedna ekipa, średnio {round(n / 2, 1)}."
          few "{n} ekipy, średnio {round(n / 2, 1)}."
          spoken "Ekip jest {n}, średnio {round(n / 2, 1)}."
          short "Ekipy: {n}"
        kq1 "Gdzie?"
          audio demo/where-pl
        ka1 "W domu"
          answers "w ""mieszkaniu""", "u siebie"
        ka2 "Na ulicy"
        """";

    private const string Own = """
        texts demo it
        kq1 "Dove?"
          spoken "Mi dica dove sente odore."
        ka2 "In strada"
          answers "fuori"
        """;

    [Fact]
    public void Every_form_of_every_language_is_in_the_program()
    {
        var texts = Compile(Polish, Own).Tables.Texts;
        var crews = texts.Single(static text => text.Id == "kn1");
        crews.Holes.Length.ShouldBe(3);
        crews.Templates.Select(static form => (form.Language, form.Variant, form.By, Written(form))).ShouldBe([
            ("it", "", -1, "<0> squadre: <1> in strada, <2> di media."),
            ("pl", "", -1, "Średnio <2|plain>, ekip: <0>."),
            ("pl", "one", 0, "Jedna ekipa, średnio <2>."),
            ("pl", "few", 0, "<0> ekipy, średnio <2>."),
            ("pl", "spoken", -1, "Ekip jest <0>, średnio <2>."),
            ("pl", "short", -1, "Ekipy: <0>"),
        ]);
        texts.Single(static text => text.Id == "kq1").Templates.Select(static form => (form.Language, form.Variant, form.Audio, Written(form))).ShouldBe([
            ("it", "", null, "Dove?"), ("it", "spoken", null, "Mi dica dove sente odore."), ("pl", "", "demo/where-pl", "Gdzie?"),
        ]);
        texts.Single(static text => text.Id == "ka1").Templates.Single(static form => form.Language == "pl").Answers.ShouldBe(["w \"mieszkaniu\"", "u siebie"]);
        texts.Single(static text => text.Id == "ka2").Templates.Single(static form => form.Language == "it").Answers.ShouldBe(["fuori"]);
        texts.Single(static text => text.Id == "kp1").Templates.Select(static form => form.Language).ShouldBe(["it"], "what a language lacks has no form in it");
    }

    [Fact]
    public void The_program_s_hash_covers_its_texts_and_its_bytes_keep_them()
    {
        var program = Compile(Polish);
        Compile(Polish).Hash.ShouldBe(program.Hash);
        Compile(Polish.Replace("W domu", "W mieszkaniu", StringComparison.Ordinal)).Hash.ShouldNotBe(program.Hash);
        Compile(Polish.Replace("u siebie", "tutaj", StringComparison.Ordinal)).Hash.ShouldNotBe(program.Hash);
        Compile().Hash.ShouldNotBe(program.Hash);
        ScriptProgram.FromBytes(program.ToBytes()).Tables.Texts.SelectMany(static text => text.Templates).Count().ShouldBe(program.Tables.Texts.Sum(static text => text.Templates.Length));
    }

    [Fact]
    public void A_text_that_shows_an_unknown_value_makes_no_program()
    {
        var compiled = Run(Polish.Replace("Ekipy: {n}", "Ekipy: {m}", StringComparison.Ordinal));
        compiled.Program.ShouldBeNull();
        compiled.Texts.Single().Diagnostics.Select(static found => found.Code.Id).ShouldBe(["S713"]);
    }

    [Fact]
    public void Without_side_files_the_script_compiles_as_ever()
    {
        var alone = ScriptCompiler.Compile(new SourceText("demo.flow", Script), ScriptContracts.Empty);
        (alone.Diagnostics.Length, alone.Texts.Length).ShouldBe((0, 0));
        alone.Program!.Hash.ShouldBe(Compile().Hash);
    }

    private static string Written(ProgramTemplate form) =>
        string.Concat(form.Pieces.Select(static piece => piece.Hole < 0 ? piece.Literal : $"<{piece.Hole}{(piece.Literal.Length > 0 ? "|" : "")}{piece.Literal}>"));

    private static ScriptProgram Compile(params string[] files) => Run(files) is { Program: { } program } ? program : throw new InvalidOperationException(string.Join("; ", Run(files).Texts.SelectMany(static file => file.Diagnostics)));

    private static ScriptCompilation Run(params string[] files) => ScriptCompiler.Compile(
        new SourceText("demo.flow", Script), ScriptContracts.Empty, [.. files.Select(static file => ScriptTexts.Parse(new SourceText("x.texts", file)))]);
}
