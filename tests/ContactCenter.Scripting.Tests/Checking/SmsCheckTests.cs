namespace ContactCenter.Scripting.Tests.Checking;

/// <summary>How many parts the SMS of a script take, in each language and with the longest values.</summary>
public sealed class SmsCheckTests
{
    [Theory]
    [InlineData(160, null)]
    [InlineData(161, 2)]
    [InlineData(306, 2)]
    [InlineData(307, 3)]
    public void An_sms_of_plain_letters_has_160_or_153_a_part(int length, int? parts) => Parts(new string('a', length)).ShouldBe(parts);

    [Theory]
    [InlineData(70, null)]
    [InlineData(71, 2)]
    [InlineData(135, 3)]
    public void One_letter_outside_the_alphabet_halves_the_room(int length, int? parts)
    {
        Parts("ł" + new string('a', length - 1)).ShouldBe(parts);
        if (parts is not null)
        {
            Message("ł" + new string('a', length - 1)).ShouldBe($"In 'en' this takes {parts} SMS parts, more than 1; 'ł' is not in the alphabet of SMS, and with it a part has 67 characters instead of 153.");
        }
    }

    [Theory]
    [InlineData("digits 4", 4)]
    [InlineData("digits 3..20", 20)]
    [InlineData("text 30", 30)]
    [InlineData("number 1..100", 3)]
    [InlineData("number -5..9", 2)]
    [InlineData("phone", 20)] // +39 012 345 678 90 12
    [InlineData("yes/no", 3)]
    [InlineData("date", 17)] // 26 September 2027
    [InlineData("time", 8)] // 11:58 pm
    [InlineData("moment", 39)] // Wednesday 22 September 2027 at 11:58 pm
    [InlineData("one of short/much-longer", 11)]
    [InlineData("number", 0)]
    [InlineData("text", 0)]
    [InlineData("email", 0)]
    [InlineData("money", 0)]
    public void A_value_counts_with_the_longest_its_type_can_have(string type, int room)
    {
        Parts(new string('a', 160 - room) + "{v}", $"  slot v: {type}\n", "ask v: " + type + " \"v?\"").ShouldBeNull(type);
        Parts(new string('a', 161 - room) + "{v}", $"  slot v: {type}\n", "ask v: " + type + " \"v?\"").ShouldBe(2, type);
    }

    [Fact]
    public void The_choices_of_a_question_by_sms_count_with_their_numbers()
    {
        // 100 + "\n1 " + 28 + "\n2 " + 26 = 160
        string Question(int last) => $"ask v \"{new string('q', 100)}\", by sms  #k1\n      1 a \"{new string('a', 28)}\"\n      2 b \"{new string('b', last)}\"\n    say \"{{v}}\"";
        Said(Question(26), 1).ShouldBeEmpty();
        Said(Question(27), 1).ShouldBe(["S604"]);
        Said($"ask v: yes/no \"{new string('q', 149)}\", by sms\n    say \"{{v}}\"", 1).ShouldBeEmpty(); // \n1 yes\n2 no
        Said($"ask v: yes/no \"{new string('q', 150)}\", by sms\n    say \"{{v}}\"", 1).ShouldBe(["S604"]);
    }

    [Fact]
    public void Each_language_is_counted_by_its_short_form_where_it_has_one()
    {
        const string script = "script demo v1, texts en (ru), for chat, outcomes done\n  step hello\n    send sms \"Crew.\" to session.from  #k1\n    -> end done\n";
        var plain = new string('ж', 202);
        IReadOnlyList<Diagnostic> Check(string more) => ScriptChecker.Check(
            new SourceText("demo.flow", script), ScriptContracts.Empty, [ScriptTexts.Parse(new SourceText("demo.ru.texts", $"texts demo ru\nk1 \"{plain}\"\n{more}"))])[1].Diagnostics;
        var found = Check("").ShouldHaveSingleItem();
        found.Message.ShouldBe("In 'ru' this takes 4 SMS parts, more than 3; 'ж' is not in the alphabet of SMS, and with it a part has 67 characters instead of 153.");
        found.Range.Length.ShouldBe(202);
        Check("  spoken \"жжж\"\n").ShouldHaveSingleItem(); // which no SMS shows
        Check("  short \"Бригада\"\n").ShouldBeEmpty();
    }

    [Fact]
    public void The_longest_plural_form_counts()
    {
        const string script = "script demo v1, texts en, for chat, outcomes done\n  slot n: number = 1\n  step hello\n    send sms \"{n} crews.\" to session.from  #k1\n    -> end done\n";
        var texts = ScriptTexts.Parse(new SourceText("demo.en.texts", $"texts demo en\nk1 \"{{n}} crews.\"\n  by n\n  one \"{new string('a', 161)}\"\n"));
        var found = ScriptChecker.Check(new SourceText("demo.flow", script), ScriptContracts.Empty, [texts], new ScriptCheckOptions { MaxSmsSegments = 1 })[1].Diagnostics.ShouldHaveSingleItem();
        found.Code.Id.ShouldBe("S604");
        texts.Source.PositionOf(found.Range.Start).Line.ShouldBe(4);
    }

    [Theory]
    [InlineData("Press # to stop.", null)]
    [InlineData("Use {{x}}.", null)]
    [InlineData("#{{", null)]
    [InlineData("########################################################################################################################################################", null)] // 152
    public void Signs_that_look_like_values_are_characters_where_nothing_is_shown(string text, int? parts)
    {
        Parts(text).ShouldBe(parts);
        Parts(text + new string('a', 161)).ShouldNotBeNull();
    }

    [Fact]
    public void A_question_by_sms_may_have_the_sign_of_a_number() => Said("ask n: number \"Flat #?\", by sms\n    say \"{n}\"", 3).ShouldBeEmpty();

    [Fact]
    public void A_value_that_only_a_translation_shows_is_told_and_takes_no_room()
    {
        const string Script = "script demo v1, texts en (it), for chat, outcomes done\n  step hello\n    send sms \"Crew.\" to session.from  #k1\n    -> end done\n";
        var texts = ScriptTexts.Parse(new SourceText("demo.it.texts", "texts demo it\nk1 \"Squadra {crew.eta}.\"\n"));
        ScriptChecker.Check(new SourceText("demo.flow", Script), ScriptContracts.Empty, [texts])[1].Diagnostics.ShouldHaveSingleItem().Code.Id.ShouldBe("S713");
    }

    [Fact]
    public void A_private_slot_is_told_in_a_question_by_sms_as_in_a_message() =>
        Said("ask pin: digits 4 \"PIN?\"\n    ask ok: yes/no \"Is {pin} right?\", by sms\n    say \"{ok}\"", 3, "  slot pin: digits 4, private\n").ShouldBe(["S504"]);

    private static int? Parts(string text, string slots = "", string before = "set unused = 1") => Found(text, slots, before) is [var one] ? one.Message.Split(' ')[4][0] - '0' : null;

    private static string Message(string text) => Found(text, "", "set unused = 1")[0].Message;

    private static List<Diagnostic> Found(string text, string slots, string before) =>
        Check($"{before}\n    send sms \"{text}\" to session.from", 1, slots).FindAll(static found => found.Code.Id == "S604");

    private static List<string> Said(string lines, int most, string slots = "") => [.. Check(lines, most, slots).Select(static found => found.Code.Id)];

    private static List<Diagnostic> Check(string lines, int most, string slots) =>
    [
        .. ScriptChecker.Check(
            new SourceText("demo.flow", $"script demo v1, texts en, for chat, outcomes done\n{slots}  step hello\n    {lines}\n    -> end done\n"),
            ScriptContracts.Empty,
            [],
            new ScriptCheckOptions { MaxSmsSegments = most })[0].Diagnostics.Where(static found => found.Code.Id != "S711"),
    ];
}
