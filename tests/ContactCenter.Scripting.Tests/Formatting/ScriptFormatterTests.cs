using ContactCenter.Scripting.Syntax;
using ContactCenter.Scripting.Tests.Syntax;

namespace ContactCenter.Scripting.Tests.Formatting;

public sealed class ScriptFormatterTests
{
    [Theory]
    [MemberData(nameof(Examples.Names), MemberType = typeof(Examples))]
    public void The_examples_are_formatted(string name)
    {
        var text = Examples.Read(name);
        Format(text).ShouldBe(text);
    }

    [Fact]
    public void Comments_and_empty_lines_are_kept()
    {
        const string Written = """
            // Who may change this: the shift leader.

            script demo v1,texts en,for chat,outcomes done //the first
              // greeting
              step hello
                // a question
                if  x
                    //inside
                  hang   up

                   // still inside
                // not inside
                ->end done
              // the last
            """;
        Format(Written).ShouldBe("""
            // Who may change this: the shift leader.

            script demo v1, texts en, for chat, outcomes done  //the first
              // greeting
              step hello
                // a question
                if x
                  //inside
                  hang up

                  // still inside
                // not inside
                -> end done
              // the last

            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("say   \"a  b\"  #k1", "say \"a  b\"  #k1")]
    [InlineData("say \"a\" #k1//x ", "say \"a\"  #k1  //x")]
    [InlineData("set x=a/b-c*(d+e)", "set x = a / b-c * (d + e)")]
    [InlineData("set x=a/b - -c", "set x = a / b - -c")]
    [InlineData("set x = f( a ,b )", "set x = f(a, b)")]
    [InlineData("set x = f (a)", "set x = f(a)")]
    [InlineData("set x = a is ( b,c )", "set x = a is (b, c)")]
    [InlineData("set x = a . b .. 2", "set x = a.b..2")]
    [InlineData("wait until now,within 9:00 .. 20:00", "wait until now, within 9:00..20:00")]
    [InlineData("send email a/b to c", "send email a/b to c")]
    [InlineData("ask n :yes / no\"N?\"  #k1", "ask n: yes/no \"N?\"  #k1")]
    [InlineData("ask n :number  - 5 .. - 1\"N?\"  #k1", "ask n: number -5..-1 \"N?\"  #k1")]
    [InlineData("set x = 2   h", "set x = 2 h")]
    public void Between_words_stands_one_space(string written, string formatted) =>
        Format($"{Snippet.Header}  step hello\n    {written}\n").ShouldBe($"{Snippet.Header}  step hello\n    {formatted}\n");

    [Fact]
    public void Every_text_that_people_see_gets_an_id_of_its_own_and_keeps_it()
    {
        var first = Format(Snippet.Step("say \"a\"", "say \"a\"", "say \"b\"  #k7", "set x = \"a\"", "ask n \"a\"", "  1 b \"a\"", "hang up").Text);
        var ids = Ids(first);
        ids.Count.ShouldBe(5);
        ids.Distinct().Count().ShouldBe(5);
        ids[2].ShouldBe("k7");
        ids.Where(static id => id != "k7").ShouldAllBe(static id => id.Length == 5);
        Format(first).ShouldBe(first);

        var second = Format(first.Replace("    hang up\n", "    say \"new\"\n    hang up\n", StringComparison.Ordinal));
        Ids(second).Except(ids).ShouldHaveSingleItem();
        ids.ShouldBeSubsetOf(Ids(second));
    }

    [Fact]
    public void A_text_that_comes_back_gets_the_id_it_had()
    {
        var id = Ids(Format(Snippet.Step("say \"Good morning.\"").Text)).Single();
        Ids(Format(Snippet.Step("say \"x\"", "say \"Good morning.\"").Text))[1].ShouldBe(id);
    }

    [Fact]
    public void An_id_on_a_broken_line_is_not_given_again()
    {
        var id = Ids(Format(Snippet.Step("say \"a\"").Text)).Single();
        Ids(Format(Snippet.Step("say \"a\"", $"sai \"b\"  #{id}").Text)).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void A_broken_line_stays_as_it_is_and_the_others_are_formatted() =>
        Format($"{Snippet.Header}  step   hello\n     sai  \"a\" \n    hang   up\n").ShouldBe($"{Snippet.Header}  step hello\n     sai  \"a\" \n    hang up\n");

    [Fact]
    public void Lines_beside_one_that_is_indented_wrongly_keep_their_indentation()
    {
        const string Body = "    if x\n        hang up\n        hang up\n";
        Format($"{Snippet.Header}  step hello\n{Body}").ShouldBe($"{Snippet.Header}  step hello\n{Body}");
    }

    [Fact]
    public void Lines_end_as_the_first_one_does()
    {
        var text = $"{Snippet.Header}  step  hello\n    hang up\n\n\n".ReplaceLineEndings("\r\n");
        Format(text).ShouldBe($"{Snippet.Header}  step hello\n    hang up\n".ReplaceLineEndings("\r\n"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_broken_line_that_ends_with_half_a_line_end_stays_after_the_first_time(string end)
    {
        var once = Format($"{Snippet.Header}  step hello\n    sai \"a\"\r{end}");
        once.ShouldBe($"{Snippet.Header}  step hello\n    sai \"a\"\n");
        Format(once).ShouldBe(once);
    }

    private static string Format(string text) => ScriptFormatter.Format(new SourceText("demo.flow", text));

    private static List<string> Ids(string text)
    {
        var source = new SourceText("demo.flow", text);
        return [.. ScriptParser.Parse(source).TextIds.Select(range => source.Slice(range)[1..].ToString())];
    }
}
