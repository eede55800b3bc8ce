using System.Globalization;
using System.Text;

namespace ContactCenter.Scripting.Tests.Syntax;

/// <summary>A random program in the canonical layout, every text with its id, and the tree it has to be read as.</summary>
internal sealed class RandomProgram
{
    private readonly Random _random;
    private readonly RandomExpressions _expressions;
    private readonly StringBuilder _text = new();
    private int _ids;

    public RandomProgram(int seed)
    {
        _random = new Random(seed);
        _expressions = new RandomExpressions(_random);
        _text.Append(CultureInfo.InvariantCulture, $"script demo v{seed % 9 + 10}, texts it (en, pl-PL), for agent, voice, outcomes done, lost\n");
        var steps = string.Concat(Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => $" {Step()}"));
        (Text, Steps) = (_text.ToString(), $"[{steps} ]");
    }

    public string Text { get; }

    /// <summary>The tree of its steps.</summary>
    public string Steps { get; }

    private string Step()
    {
        var (word, title, anytime) = (_expressions.Word() + "-s", _random.Next(2) == 0 ? Shown() : ((string Text, string Tree, string Id)?)null, _random.Next(3) == 0);
        Line(1, $"step {word}{(title is null ? "" : " " + title.Value.Text)}{(anytime ? ", anytime" : "")}", title?.Id);
        return $"(StepSyntax Body=[{Body(2)} ] IsAnytime={anytime} Name={word}{(title is null ? "" : $" Title={title.Value.Tree}")})";
    }

    private string Body(int level) => string.Concat(Enumerable.Range(0, 1 + _random.Next(5)).Select(_ => $" {Statement(level)}"));

    private string Statement(int level)
    {
        var value = _expressions.Next(3);
        switch (_random.Next(level < 5 ? 13 : 11))
        {
            case 0:
                return One(level, $"set n = {value.Text}", $"(SetStatement Slot=n Value={value.Tree})");
            case 1:
                var said = Shown();
                return One(level, $"say {said.Text}, audio a/b-1", $"(SayStatement Options=[ (AudioOption Path=a/b-1) ] Text={said.Tree})", said.Id);
            case 2:
                var note = Shown();
                return One(level, $"note {note.Text}", $"(NoteStatement Text={note.Tree})", note.Id);
            case 3:
                var (arguments, tree) = _expressions.Many(1, 2);
                return One(level, $"do a.b({arguments}) as r, late 3s, else -> x", $"(DoStatement Action=a.b Arguments=[{tree} ] As=r Options=[ (LateOption By=(DurationLiteral Value=00:00:03)) (BranchOption Kind=Else Target={Target("x")}) ])");
            case 4:
                var (to, toTree) = _expressions.Many(1, 2);
                var (given, givenTree) = _expressions.Many(0, 2);
                return given.Length == 0
                    ? One(level, $"send email a/b to {to}", $"(SendStatement Channel=email Template=a/b To=[{toTree} ])")
                    : One(level, $"send email a/b({given}) to {to}", $"(SendStatement Arguments=[{givenTree} ] Channel=email Template=a/b To=[{toTree} ])");
            case 5:
                return One(level, $"call {value.Text}, 3 tries every 2h, unreached -> end lost, machine -> x", $"(CallStatement Number={value.Tree} Options=[ (TriesOption Count=3 Every=(DurationLiteral Value=02:00:00)) (BranchOption Kind=Unreached Target=(TargetSyntax Kind=End Name=lost)) (BranchOption Kind=Machine Target={Target("x")}) ])");
            case 6:
                return One(level, $"transfer queue q priority {value.Text}, taken -> back", $"(TransferStatement Options=[ (BranchOption Kind=Taken Target=(TargetSyntax Kind=Back Name=)) ] Priority={value.Tree} Queue=q)");
            case 7:
                return One(level, $"wait until {value.Text}, on a.b as c -> x", $"(WaitStatement Kind=Until Options=[ (OnOption As=c Event=a.b Target={Target("x")}) ] Value={value.Tree})");
            case 8:
                var asked = Shown();
                return One(level, $"confirm {asked.Text}, no -> x", $"(ConfirmStatement Options=[ (BranchOption Kind=No Target={Target("x")}) ] Text={asked.Tree})", asked.Id);
            case 9:
                return One(level, $"if {value.Text} -> x", $"(IfStatement Branches=[ (BranchSyntax Condition={value.Tree} Target={Target("x")}) ])");
            case 10:
                return One(level, "hang up", "(HangUpStatement)");
            case 11:
                return Ask(level);
            default:
                return If(level, value);
        }
    }

    private string Ask(int level)
    {
        var question = Shown();
        Line(level, $"ask n: list of digits 4..6 {question.Text}, silence 8s 2 times -> x", question.Id);
        var choices = "";
        for (var key = 1; key <= 1 + _random.Next(3); key++)
        {
            var (word, shown) = (_expressions.Word(), Shown());
            Line(level + 1, $"{key} {word} {shown.Text}", shown.Id);
            choices += $" (ChoiceSyntax Key={key} Text={shown.Tree} Value={word})";
        }

        var (condition, otherwise) = (_expressions.Next(2), Shown());
        Line(level + 1, $"accept {condition.Text}, otherwise {otherwise.Text}", otherwise.Id);
        return $"(AskStatement Accepts=[ (AcceptSyntax Condition={condition.Tree} Otherwise={otherwise.Tree}) ] Choices=[{choices} ] Options=[ (SilenceOption After=(DurationLiteral Value=00:00:08) Target={Target("x")} Times=2) ] Slot=n Text={question.Tree} Type=(ListTypeSyntax Item=(DigitsTypeSyntax From=4 To=6)))";
    }

    private string If(int level, Piece condition)
    {
        Line(level, $"if {condition.Text}", null);
        var branches = $" (BranchSyntax Body=[{Body(level + 1)} ] Condition={condition.Tree})";
        if (_random.Next(2) == 0)
        {
            var second = _expressions.Next(2);
            Line(level, $"else if {second.Text}", null);
            branches += $" (BranchSyntax Body=[{Body(level + 1)} ] Condition={second.Tree})";
        }

        if (_random.Next(2) == 0)
        {
            Line(level, "else", null);
            branches += $" (BranchSyntax Body=[{Body(level + 1)} ])";
        }

        return $"(IfStatement Branches=[{branches} ])";
    }

    private (string Text, string Tree, string Id) Shown()
    {
        var id = $"k{++_ids}";
        var piece = _expressions.Text(2, '"', id);
        return (piece.Text, piece.Tree, id);
    }

    private string One(int level, string line, string tree, string? id = null)
    {
        Line(level, line, id);
        return tree;
    }

    private void Line(int level, string line, string? id) => _text.Append(' ', 2 * level).Append(line).Append(id is null ? "" : $"  #{id}").Append('\n');

    private static string Target(string step) => $"(TargetSyntax Kind=Step Name={step})";
}
