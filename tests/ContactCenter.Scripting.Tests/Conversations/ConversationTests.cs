namespace ContactCenter.Scripting.Tests.Conversations;

/// <summary>Conversations that must fail, and the words they fail with.</summary>
public sealed class ConversationTests
{
    private const string Script = """
        script demo v1, texts en, for chat, voice, outcomes done, gave-up
          step first
            say "Hello {session.from}."
            ask place "Where?", silence 8s 2 times -> last
              1 inside "At home"
              2 outside "Outside"
            do case.open(place) as case, late 3s, else -> last
            say "Case {case.number}."
            wait 2h, on case.closed -> end done
            -> end done
          step last
            transfer queue desk, after 20s -> end gave-up, taken -> end done
        """;

    private const string Contracts = "record case(number: text)\naction case.open(place: text) gives case\nevent case.closed\nqueue desk";

    private static readonly ScriptProgram Program = Programs.Compile(Script, Contracts);

    [Theory]
    [InlineData("customer 1", "did the action 'case.open', and nobody said what it gives")]
    [InlineData("action case.open gives number \"7\"\ncustomer 1\nexpect say \"Case 8.\"", "The text is \"Case 7.\".")]
    [InlineData("action case.open gives title \"7\"\ncustomer 1", "is not what it is declared to give: number (text)")]
    [InlineData("expect ask \"Who?\"", "The text is \"Where?\".")]
    [InlineData("expect end done", "did not happen. What happened since:")]
    [InlineData("expect nothing", "Something happened: say \"Hello 123.\"")]
    [InlineData("queue takes", "Nobody is called and nothing is handed over now; the run is asking in step 'first'.")]
    [InlineData("customer silent\ncustomer silent\ncustomer 1", "Nothing is asked now; the run is transferring in step 'last'.")]
    [InlineData("customer silent\ncustomer silent\nnever transfer desk", "It happened: transfer desk.")]
    [InlineData("expect slot plaice \"inside\"", "There is no slot 'plaice'.")]
    [InlineData("given agent.name \"Ada\"", "The script does not read 'agent.name'; it reads session.from.")]
    [InlineData("given session.from \"home\"", "'home' is no phone.")]
    [InlineData("event rain", "The event 'rain' arrived, and the run takes that for Unhandled")]
    [InlineData("agent goes last \"because\"", "takes that for NotAnytime")]
    [InlineData("clock 2027-03-01 10:00", "the clock does not go back")]
    [InlineData("by fax", "knows no channel 'fax'")]
    [InlineData("zone Europe/Atlantis", "There is no time zone 'Europe/Atlantis'")]
    public void What_is_not_so_fails_at_its_line_with_what_is(string lines, string message)
    {
        var talk = Parse(lines);
        talk.Faults.ShouldBeEmpty();
        var result = talk.Conversations.Single().Play(Program);
        result.Failure.ShouldNotBeNull();
        result.Failure.Message.Replace("+39 061 234 5678", "123", StringComparison.Ordinal).ShouldContain(message);
        result.Failure.Line.ShouldBeInRange(1, 2 + lines.Split('\n').Length);
    }

    [Fact]
    public void What_an_event_brings_with_fields_is_given_by_their_names()
    {
        var program = Programs.Compile("script demo v1, texts en, for chat, outcomes done\n  step first\n    wait 2h, on case.off as why -> last\n    -> end done\n  step last\n    say \"{why.reason}\"\n    -> end done\n", "event case.off gives (reason: text)");
        Parse("event case.off \"storm\"", "").Conversations.Single().Play(program).Failure!.Message.ShouldBe("Give record off(reason: text) by its fields, such as reason \"storm\".");
        Parse("event case.off reason \"storm\"\nexpect say \"storm\"", "").Conversations.Single().Play(program).Failure.ShouldBeNull();
    }

    [Theory]
    [InlineData(", machine -> left", "left")]
    [InlineData("", "done")]
    public void A_machine_has_the_scripts_way_for_it_or_is_spoken_to_like_anybody(string branch, string outcome)
    {
        var left = branch.Length == 0 ? "" : "  step left\n    say \"Call us.\"\n    hang up\n    -> end left\n";
        var program = Programs.Compile($"""
            script demo v1, texts en, for voice, outcomes done, nobody{(branch.Length == 0 ? "" : ", left")}
              slot number: phone
              step first
                call number, unreached -> end nobody{branch}
                say "Hello."
                hang up
                -> end done
            {left}
            """);
        var talk = ConversationFile.Parse(new SourceText("demo.talks", $"given number \"+390612345678\"\nconversation \"it\"\ncall answered by machine\nexpect hang-up\nexpect end {outcome}"));
        talk.Faults.ShouldBeEmpty();
        talk.Conversations.Single().Play(program).Failure.ShouldBeNull();
    }

    [Theory]
    [InlineData("costumer 1", "'costumer' begins no line of a conversation")]
    [InlineData("\"hello\"", "A line begins with a word")]
    [InlineData("customer", "Write what the customer answers")]
    [InlineData("expect", "is nothing that can be expected")]
    [InlineData("expect say hello", "Write the text between quotes")]
    [InlineData("expect say \"hello", "A text is not closed")]
    [InlineData("clock later", "Write how far the clock goes")]
    [InlineData("action case.open", "Write what the action does")]
    [InlineData("action case.open gives number", null)] // one value
    [InlineData("action case.open gives number \"7\" id", "'id' has no value")]
    [InlineData("down -5h", "Write for how long the center is down")]
    [InlineData("conversation twice and more", "A conversation has a name between quotes")]
    [InlineData("crash now", "Nothing stands behind 'crash'; leave out 'now'.")]
    [InlineData("at 2027-03-02 10:00 Europe/Rome nonsense", "Nothing stands behind 'at 2027-03-02 10:00'; leave out 'Europe/Rome nonsense'.")]
    [InlineData("clock +2h later", "Nothing stands behind 'clock +2h'; leave out 'later'.")]
    [InlineData("clock 2027-03-02 12:00 sharp", "leave out 'sharp'")]
    [InlineData("down 2h or so", "leave out 'or so'")]
    [InlineData("expect send sms \"Hello\" to", "and to whom")]
    [InlineData("expect send sms \"Hello\" with \"+39\"", "and to whom")]
    [InlineData("expect wait until 2027-03-02 12:00 which is nonsense", "Nothing stands behind 'expect wait until 2027-03-02 12:00'; leave out 'which is nonsense'.")]
    [InlineData("expect hang-up now", "Nothing stands behind 'expect hang-up'; leave out 'now'.")]
    [InlineData("expect action case.open nonsense", "'nonsense' has no value")]
    [InlineData("customer hangs", "Write what the customer answers")]
    [InlineData("customer keys", "Write what the customer answers")]
    public void A_line_that_cannot_be_understood_is_told_and_the_others_count(string line, string? message)
    {
        var talk = Parse(line + "\ncustomer 1");
        if (message is null)
        {
            talk.Faults.ShouldBeEmpty();
        }
        else
        {
            talk.Faults.Single().Message.ShouldContain(message);
            talk.Faults.Single().Line.ShouldBe(3);
        }

        talk.Conversations[^1].Lines.Select(static one => one.Word(0)).ShouldContain("customer");
    }

    [Fact]
    public void What_fails_reads_as_a_sentence()
    {
        foreach (var line in new[] { "in de", "zone Europe/Atlantis", "by fax", "moves chat de", "country XX" })
        {
            (Parse(line).Conversations.Single().Play(Program).Failure?.Message ?? "").ShouldNotContain("(Parameter", Case.Sensitive, line);
        }

        Parse("in de").Conversations.Single().Play(Program).Failure.ShouldNotBeNull();
    }

    [Fact]
    public void Time_an_action_takes_passes_and_what_is_late_is_late()
    {
        var talk = Parse("""
            action case.open once takes 2s gives number "7"
            customer 1
            expect say "Case 7."
            expect wait until 2027-03-02 12:00:02
            event case.closed
            expect end done
            """);
        talk.Conversations.Single().Play(Program).Failure.ShouldBeNull();
        Parse("action case.open takes 4s gives number \"7\"\ncustomer 1\nexpect transfer desk\nclock +20s\nexpect end gave-up").Conversations.Single().Play(Program).Failure.ShouldBeNull();
    }

    [Fact]
    public void What_stands_in_front_is_shared_and_a_name_stands_once()
    {
        var file = ConversationFile.Parse(new SourceText("demo.talks", """
            given session.from "+390612345678"
            conversation "one"
              expect say "Hello *."
            conversation "one"
              customer silent // and silent again
              customer silent
            customer silent
            """));
        file.Faults.Single().Message.ShouldContain("There is a conversation \"one\" above");
        file.Conversations.Select(static talk => talk.Lines.Length).ShouldBe([2, 4]);
        file.Conversations[0].Play(Program).Failure.ShouldBeNull();
        ConversationFile.Parse(new SourceText("x", "customer 1")).Faults.Single().Message.ShouldContain("stands before the first conversation");
    }

    [Fact]
    public void What_was_missed_is_told()
    {
        var coverage = new ScriptCoverage(Program);
        coverage.Add(Parse("action case.open gives number \"7\"\ncustomer 1\nclock +2h\nexpect end done").Conversations.Single().Play(Program).Coverage);
        coverage.Missed.Select(static point => point.ToString()).ShouldBe(
        [
            "first/ask.1: outside", "first/ask.1: silence", "first/do.case.open.1: else", "first/wait.1: on case.closed",
            "step last", "last/transfer.1", "last/transfer.1: taken", "last/transfer.1: after", "end gave-up",
        ]);
        coverage.Reached.ShouldBe(coverage.Points.Length - 9);
        coverage.MissedTexts("en").ShouldBeEmpty();
    }

    [Fact]
    public void No_text_breaks_the_reader()
    {
        var random = new Random(20261129);
        var words = "conversation expect say \"a\" \" customer 1 clock +2h action gives fails once // by in * \"\" agent back".Split(' ');
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Join(random.Next(4) == 0 ? "\n" : " ", Enumerable.Range(0, random.Next(30)).Select(_ => words[random.Next(words.Length)]));
            foreach (var talk in ConversationFile.Parse(new SourceText("x", text)).Conversations)
            {
                talk.Play(Program).Coverage.ShouldNotBeNull();
            }
        }
    }

    private static ConversationFile Parse(string lines, string given = "given session.from \"+390612345678\"") =>
        ConversationFile.Parse(new SourceText("demo.talks", $"{given}\nconversation \"it\"\n{lines}"));
}
