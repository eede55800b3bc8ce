using System.Collections.Immutable;

namespace ContactCenter.Scripting.Tests.Editing;

public sealed class DocumentTests
{
    private const string Contracts = """
        record case(number: text, opened: moment)
        action case.open(caller: phone, risk: number) gives case, irreversible
        queue shift-leader
        article gas/001
        event meter.read gives case
        """;

    private const string Script = """
        script demo v1, texts en, for chat, outcomes done, lost
          slot caller: phone = session.from
          step hello "Welcome"
            ask place "Where?"
              1 inside "Inside"
              2 done "Done"
            set risk = 1 when place is inside, otherwise 2
            do case.open(caller, risk) as case, else -> sorry
            say "Number {case.number} for {place}."
            if place is done -> hello
            -> end done
          step sorry
            say "Sorry."
            -> end lost

        """;

    /// <summary>A bar stands for the place, and is not a part of the script.</summary>
    [Theory]
    [InlineData("    -> end done\n  step sorry", "    -> |\n  step sorry", "back end hello sorry")]
    [InlineData("    -> end done\n  step sorry", "    -> so|\n  step sorry", "back end hello sorry")]
    [InlineData("-> end lost", "-> end |", "done lost")]
    [InlineData("    say \"Sorry.\"", "    |", "-> accept ask call confirm do else hang up if note say send set start transfer wait")]
    [InlineData("      2 done", "      |", "accept")]
    [InlineData("  step sorry", "  |", "step")]
    [InlineData("do case.open(caller, risk)", "do |", "case.open")]
    [InlineData("do case.open(caller, risk)", "do case.o|", "case.open")]
    [InlineData("{case.number}", "{case.|", "number opened")]
    [InlineData("{case.number}", "{case.number|sh|", "at date long on plain short spoken time weekday")]
    [InlineData("place is inside", "place is |", "done inside")]
    [InlineData("\"Sorry.\"", "\"So|", "")]
    [InlineData("do case.open(caller, risk) as case, else -> sorry", "do case.open(caller, risk), |", "else -> late")]
    [InlineData("say \"Sorry.\"", "transfer queue |", "shift-leader")]
    [InlineData("say \"Sorry.\"", "note \"x\", kb |", "gas/001")]
    [InlineData("say \"Sorry.\"", "wait for |", "hangup message meter.read")]
    [InlineData("slot caller: phone", "slot caller: |", "address case customer date digits duration email hours list of moment money number one of phone record session text time yes/no agent")]
    public void What_can_be_written_follows_from_what_stands_before(string written, string instead, string offered)
    {
        var (document, at) = Marked(Script.Replace(written, instead, StringComparison.Ordinal));
        var completions = document.CompletionsAt(at);
        completions.Select(static one => one.Text).Order(StringComparer.Ordinal).ShouldBe(Split(offered, completions));
        completions.ShouldAllBe(one => one.Replaces.End == at);
    }

    [Fact]
    public void Slots_are_offered_in_expressions_and_holes_with_their_types()
    {
        foreach (var instead in new[] { "{|", "{ca|" })
        {
            var (document, at) = Marked(Script.Replace("{case.number}", instead, StringComparison.Ordinal));
            document.CompletionsAt(at).Where(static one => one.Kind == ScriptCompletionKind.Slot).Select(static one => $"{one.Text}: {one.Detail}")
                .ShouldBe(["caller: phone", "case: case", "place: one of inside, done", "risk: number", "agent: agent", "customer: customer", "hours: calendars", "now: moment", "session: session", "today: date"]);
        }
    }

    [Theory]
    [InlineData("place is inside", "```flow\nslot place: one of inside, done\n```")]
    [InlineData("sorry\n    say", "```flow\nstep sorry\n```\n\n1 arrow leads here.")]
    [InlineData("hello \"Welcome\"", "```flow\nstep hello\n```\n\nWelcome. 1 arrow leads here.")]
    [InlineData("case.open(", "```flow\naction case.open(caller: phone, risk: number) gives case, irreversible\n```")]
    [InlineData("lost\n", "```flow\nend lost\n```")]
    public void A_word_is_explained(string at, string markdown) => Hover(Script, at).ShouldStartWith(markdown);

    [Fact]
    public void A_fault_is_explained_where_it_is() =>
        Hover(Script.Replace("-> sorry", "-> sory", StringComparison.Ordinal), "sory").ShouldBe("**S202** Unknown step: No step is called 'sory'; did you mean 'sorry'?");

    [Theory]
    [InlineData("sorry\n    say \"Number", "sorry\n    say \"Sorry")]
    [InlineData("place is inside", "place \"Where")]
    [InlineData("risk) as", "risk = 1")]
    [InlineData("done\n  step sorry", "done, lost")]
    public void A_name_leads_to_where_it_is_made(string from, string to)
    {
        var document = Document(Script);
        var place = document.DefinitionAt(Script.IndexOf(from, StringComparison.Ordinal))!.Value;
        (place.Source, place.Range.Start).ShouldBe((document.Source, Script.IndexOf(to, StringComparison.Ordinal)));
    }

    [Fact]
    public void An_action_leads_to_its_contract()
    {
        var place = Document(Script).DefinitionAt(Script.IndexOf("case.open", StringComparison.Ordinal))!.Value;
        place.Source.Name.ShouldBe("demo.contracts");
        place.Source.Slice(place.Range).ToString().ShouldBe("case.open");
    }

    [Fact]
    public void A_slot_is_renamed_wherever_it_is_read_and_a_choice_of_the_same_name_is_not()
    {
        Renamed("place \"Where", "spot").ShouldBe(Script.Replace("place", "spot", StringComparison.Ordinal));
        Renamed("sorry\n", "regret").ShouldBe(Script.Replace("step sorry", "step regret", StringComparison.Ordinal).Replace("-> sorry", "-> regret", StringComparison.Ordinal));
        Renamed("done, lost", "finished").ShouldBe(Script.Replace("outcomes done", "outcomes finished", StringComparison.Ordinal).Replace("end done", "end finished", StringComparison.Ordinal));
    }

    [Fact]
    public void Translations_show_a_renamed_slot_by_its_new_name()
    {
        const string Asked = "script demo v1, texts en (it), for chat, outcomes done\n  step hello\n    ask n: number \"How many?\"  #k1\n    say \"{n} of {n + 1}, {case.number}.\"  #k2\n    -> end done\n";
        const string Texts = "texts demo it\n\nk1 \"n: quanti?\"\n\nk2 \"{ n |spelled} di {n +1}, {case.number}, {other}.\"\n  by n\n  one \"Uno ({n}).\"\n  spoken \"{n|one: # n|other: # n} di {n + 1}.\"\n";
        var texts = ScriptTexts.Parse(new SourceText("demo.it.texts", Texts));
        var rename = Document(Asked).RenameAt(Asked.IndexOf("n: number", StringComparison.Ordinal), "many", new ScriptCompanions { Texts = [texts] });
        rename.Refusal.ShouldBeNull();
        Changed(rename.Companions.ShouldHaveSingleItem()).ShouldBe(
            "texts demo it\n\nk1 \"n: quanti?\"\n\nk2 \"{ many |spelled} di {many + 1}, {case.number}, {other}.\"\n  by many\n  one \"Uno ({many}).\"\n  spoken \"{many|one: # n|other: # n} di {many + 1}.\"\n");
        Document(Asked).RenameAt(Asked.IndexOf("hello", StringComparison.Ordinal), "start", new ScriptCompanions { Texts = [texts] }).Companions.ShouldBeEmpty();
    }

    private const string Placed = """
        script demo v3, texts en (it), for chat, outcomes done, lost
          slot colour: one of red/green = red
          step first
            ask place "Where?"
              1 inside "In the house"
              2 outside "Outside"
            ask other "And the other?"
              1 inside "Inside"
              2 nowhere "Nowhere"
            say "{place|inside: In|outside: Out}, {other}, {colour}."  #k4
            if place is inside or other is not inside -> second
            -> end lost
          step second, anytime
            if place in (outside, inside) and colour is red -> end done
            -> back
        """;

    private const string Talks = """"
        by chat
        given other "inside" // no fact, but as it is written
        conversation "first"
          customer inside
          expect slot place "inside"
          expect slot other inside
          expect slot colour "red"
          agent goes second "asked ""second"""
          expect step second
          expect ask "second"
          expect end done
        conversation "second"
          expect step "first"
          expect steps second and more
          expect action case.open where "inside"
        """";

    private const string Map = """
        // second, as it was
        upgrade v1: second -> second, first    // second stays here
        upgrade v2: second/wait.1 -> second/wait.1
        upgrade v2: slot place -> place
        upgrade v2: slot place -> nothing
        upgrade v3: second -> third
        upgrade v4: second -> third
        upgrade second
        """;

    [Theory]
    [InlineData("second, anytime", "two", new[] { "agent goes second \"", "expect step second\n" }, "second -> second, first|second/wait.1 -> second/wait.1", "demo.talks says 'second' on line 14;|demo.upgrade says 'second' on line 6, 8;")]
    [InlineData("done, lost", "over", new[] { "expect end done" }, "", "")]
    [InlineData("place \"Where", "spot", new[] { "expect slot place \"" }, "slot place -> place", "")]
    [InlineData("inside \"In the", "indoors", new[] { "expect slot place \"inside" }, "", "demo.talks says 'inside' on line 2, 4, 15;")]
    public void What_belongs_to_a_script_names_things_by_their_new_name_and_what_cannot_be_known_is_told(string at, string name, string[] talks, string map, string unknown)
    {
        var old = at.Split(' ', ',')[0];
        var companions = new ScriptCompanions { Conversations = [ConversationFile.Parse(new SourceText("demo.talks", Talks))], Maps = [new SourceText("demo.upgrade", Map)] };
        var rename = Document(Placed).RenameAt(Placed.IndexOf(at, StringComparison.Ordinal), name, companions);
        rename.Refusal.ShouldBeNull();
        var changed = rename.Companions.ToDictionary(static file => file.Source.Name, Changed);
        changed["demo.talks"].ShouldBe(talks.Aggregate(Talks, (text, piece) => text.Replace(piece, Last(piece, old, name), StringComparison.Ordinal)));
        changed.GetValueOrDefault("demo.upgrade", Map).ShouldBe(map.Split('|', StringSplitOptions.RemoveEmptyEntries).Aggregate(Map, (text, line) =>
            text.Replace(line, line.Split("->")[0] + "->" + line.Split("->")[1].Replace(old, name, StringComparison.Ordinal), StringComparison.Ordinal)));
        rename.Unknown.Select(static sentence => sentence.Split(" whether")[0]).ShouldBe(unknown.Split('|', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_choice_is_renamed_where_its_question_is_meant_and_in_the_forms_of_texts()
    {
        const string Italian = "texts demo it\n\nk4 \"{ place |inside: Dentro|outside: Fuori}, {other|inside: x|other: y}.\"\n";
        var texts = new ScriptCompanions { Texts = [ScriptTexts.Parse(new SourceText("demo.it.texts", Italian))] };
        var rename = Document(Placed).RenameAt(Placed.IndexOf("inside \"In the", StringComparison.Ordinal), "in-here", texts);
        rename.Refusal.ShouldBeNull();
        Changed(new SourceEdits(new SourceText("demo.flow", Placed), rename.Edits)).ShouldBe(Placed.Replace("1 inside \"In the", "1 in-here \"In the", StringComparison.Ordinal)
            .Replace("{place|inside", "{place|in-here", StringComparison.Ordinal).Replace("place is inside", "place is in-here", StringComparison.Ordinal).Replace("outside, inside", "outside, in-here", StringComparison.Ordinal));
        Changed(rename.Companions.ShouldHaveSingleItem()).ShouldBe(Italian.Replace("|inside: D", "|in-here: D", StringComparison.Ordinal));

        Renamed(Placed, "red/green", "scarlet").ShouldBe(Placed.Replace("red", "scarlet", StringComparison.Ordinal));
        Document(Placed).RenameAt(Placed.IndexOf("inside \"In the", StringComparison.Ordinal), "outside").Refusal.ShouldBe("There is a choice called 'outside' already.");
        Document(Placed).RenameAt(Placed.IndexOf("inside \"In the", StringComparison.Ordinal), "in").Refusal.ShouldBe("'in' means something else in this script.");
        const string Given = "script demo v1, texts en, for chat, outcomes done\n  step first\n    ask size \"Which?\"\n      1 big \"Big\"\n      2 small \"Small\"\n    do box.take(size), else -> end done\n    -> end done\n";
        new ScriptDocument(new SourceText("x", Given), new SourceText("x", "action box.take(size: one of big/small)")).RenameAt(Given.IndexOf("big", StringComparison.Ordinal), "large")
            .Refusal.ShouldStartWith("'big' is known elsewhere, too");
    }

    private static string Last(string text, string old, string name) => text.LastIndexOf(old, StringComparison.Ordinal) is var at ? text.Remove(at, old.Length).Insert(at, name) : text;

    private static string Changed(SourceEdits file) =>
        file.Edits.Reverse().Aggregate(file.Source.Text, static (text, edit) => text.Remove(edit.Range.Start, edit.Range.Length).Insert(edit.Range.Start, edit.NewText));

    private static string Renamed(string script, string at, string name)
    {
        var rename = Document(script).RenameAt(script.IndexOf(at, StringComparison.Ordinal), name);
        rename.Refusal.ShouldBeNull();
        return Changed(new SourceEdits(new SourceText("x", script), rename.Edits));
    }

    [Theory]
    [InlineData("place \"Where", "risk", "There is a slot called 'risk' already.")]
    [InlineData("place \"Where", "two words", "'two words' is no name")]
    [InlineData("place \"Where", "", "'' is no name")]
    [InlineData("place \"Where", "9", "'9' is no name")]
    [InlineData("place \"Where", "session", "'session' means something else in this script.")]
    [InlineData("place \"Where", "not", "'not' means something else in this script.")]
    [InlineData("hello \"Welcome", "sorry", "There is a step called 'sorry' already.")]
    [InlineData("done, lost", "lost", "There is an outcome called 'lost' already.")]
    [InlineData("hello \"Welcome", "back", "'back' means something else in this script.")]
    [InlineData("case.open(", "case.shut", "Only steps, slots, outcomes and choices have names that can be changed here.")]
    public void A_name_that_is_none_or_taken_is_refused(string at, string name, string why)
    {
        var rename = Document(Script).RenameAt(Script.IndexOf(at, StringComparison.Ordinal), name);
        rename.Edits.ShouldBeEmpty();
        rename.Refusal.ShouldNotBeNull().ShouldStartWith(why);
    }

    [Fact]
    public void Steps_are_listed_with_what_is_asked_and_done_and_lines_fold_by_their_depth()
    {
        var document = Document(Script);
        document.Outline().Select(static step => $"{step.Name} {step.Detail}: {string.Join(", ", step.Children.Select(static child => $"{child.Kind} {child.Name}"))}")
            .ShouldBe(["hello Welcome: ask place, do case.open", "sorry : "]);
        document.Source.Slice(document.Outline()[1].Range).ToString().ShouldBe("step sorry\n    say \"Sorry.\"\n    -> end lost");
        document.Folds().ShouldBe([new(1, 14), new(3, 11), new(4, 6), new(12, 14)]);
    }

    [Fact]
    public void Formatting_is_one_change_that_gives_the_formatted_script()
    {
        var document = Document(Script.Replace("say \"Sorry", "say   \"Sorry", StringComparison.Ordinal));
        var edit = document.Format().ShouldHaveSingleItem();
        var formatted = document.Source.Text.Remove(edit.Range.Start, edit.Range.Length).Insert(edit.Range.Start, edit.NewText);
        formatted.ShouldBe(ScriptFormatter.Format(document.Source));
        Document(formatted).Format().ShouldBeEmpty();
    }

    [Fact]
    public void Every_place_of_every_cut_of_a_script_can_be_asked()
    {
        for (var length = 0; length < Script.Length; length += 7)
        {
            var document = Document(Script[..length] + Script[Math.Min(Script.Length, length + 5)..]);
            for (var at = 0; at <= document.Source.Text.Length; at += 11)
            {
                document.CompletionsAt(at);
                document.HoverAt(at);
                document.DefinitionAt(at);
                document.RenameAt(at, "other");
            }

            document.Outline();
            document.Folds();
        }
    }

    private static string Renamed(string at, string name)
    {
        var document = Document(Script);
        var rename = document.RenameAt(Script.IndexOf(at, StringComparison.Ordinal), name);
        rename.Refusal.ShouldBeNull();
        return rename.Edits.Reverse().Aggregate(Script, static (text, edit) => text.Remove(edit.Range.Start, edit.Range.Length).Insert(edit.Range.Start, edit.NewText));
    }

    private static string Hover(string script, string at) => Document(script).HoverAt(script.IndexOf(at, StringComparison.Ordinal)).ShouldNotBeNull().Markdown;

    private static ScriptDocument Document(string script) => new(new SourceText("demo.flow", script), new SourceText("demo.contracts", Contracts));

    private static (ScriptDocument Document, int At) Marked(string script)
    {
        var at = script.LastIndexOf('|');
        return (Document(script.Remove(at, 1)), at);
    }

    [Fact]
    public void A_document_changed_key_by_key_is_the_document_of_its_text()
    {
        var random = new Random(7);
        var (text, document) = (Script, Document(Script));
        foreach (var key in Enumerable.Range(0, 300))
        {
            var at = random.Next(text.Length);
            var cut = random.Next(Math.Min(3, text.Length - at));
            text = random.Next(20) == 0 ? Script : text.Remove(at, cut).Insert(at, random.Next(3) == 0 ? "" : Script.Substring(random.Next(Script.Length - 4), 4));
            var contracts = key % 50 < 40 ? Contracts : Contracts.Replace("article gas/001", "", StringComparison.Ordinal);
            var (source, known) = (new SourceText("demo.flow", text), new SourceText("demo.contracts", contracts));
            document = document.Changed(source, known);
            var anew = new ScriptDocument(source, known);
            Told(document).ShouldBe(Told(anew));
            document.Outline().Select(static one => one.ToString()).ShouldBe(anew.Outline().Select(static one => one.ToString()));
            document.DefinitionAt(Math.Min(at, text.Length)).ShouldBe(anew.DefinitionAt(Math.Min(at, text.Length)));
        }

        Told(document.Changed(document.Source, null)).ShouldBe(Told(new ScriptDocument(document.Source)));
    }

    private static string[] Told(ScriptDocument document) => [.. document.Diagnostics.Select(static one => $"{one} {one.Range} [{string.Join(" ", one.Path)}] {one.Fix}")];

    /// <summary>The words in the order of characters; those of two words are known from what is offered.</summary>
    private static string[] Split(string offered, ImmutableArray<ScriptCompletion> completions)
    {
        var words = new List<string>();
        foreach (var pair in completions.Select(static one => one.Text).Where(static text => text.Contains(' ', StringComparison.Ordinal)))
        {
            if (offered.Contains(pair, StringComparison.Ordinal))
            {
                words.Add(pair);
                offered = offered.Replace(pair, "", StringComparison.Ordinal);
            }
        }

        return [.. words.Concat(offered.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Order(StringComparer.Ordinal)];
    }
}
