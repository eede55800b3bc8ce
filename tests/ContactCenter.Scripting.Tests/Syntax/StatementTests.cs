namespace ContactCenter.Scripting.Tests.Syntax;

public sealed class StatementTests
{
    [Theory]
    [InlineData("say \"Hi\"", "(SayStatement Text=(TextLiteral Parts=[ \"Hi\" ]))")]
    [InlineData("say \"\"", "(SayStatement Text=(TextLiteral))")]
    [InlineData("say \"Hi\", audio menu/first-1", "(SayStatement Options=[ (AudioOption Path=menu/first-1) ] Text=(TextLiteral Parts=[ \"Hi\" ]))")]
    [InlineData("note \"Hi\", kb gas/001", "(NoteStatement Options=[ (KnowledgeOption Path=gas/001) ] Text=(TextLiteral Parts=[ \"Hi\" ]))")]
    [InlineData("say \"Hi\"  #k7", "(SayStatement Text=(TextLiteral Id=k7 Parts=[ \"Hi\" ]))")]
    [InlineData("say \"Hi\" // kindly", "(SayStatement Text=(TextLiteral Parts=[ \"Hi\" ]))")]
    [InlineData("ask n: number \"N?\"", "(AskStatement Slot=n Text=(TextLiteral Parts=[ \"N?\" ]) Type=(NumberTypeSyntax))")]
    [InlineData("ask n \"N?\", from free.days, by sms, silence 6h -> b", "(AskStatement Options=[ (FromOption List=(MemberExpression Member=days Target=(NameExpression Name=free))) (ByOption Channel=sms) (SilenceOption After=(DurationLiteral Value=06:00:00) Target=(TargetSyntax Kind=Step Name=b) Times=1) ] Slot=n Text=(TextLiteral Parts=[ \"N?\" ]))")]
    [InlineData("ask n \"N?\", silence 8s 2 times -> b, wrong 1 time -> end done", "(AskStatement Options=[ (SilenceOption After=(DurationLiteral Value=00:00:08) Target=(TargetSyntax Kind=Step Name=b) Times=2) (WrongOption Target=(TargetSyntax Kind=End Name=done) Times=1) ] Slot=n Text=(TextLiteral Parts=[ \"N?\" ]))")]
    [InlineData("confirm \"So?\", no -> back", "(ConfirmStatement Options=[ (BranchOption Kind=No Target=(TargetSyntax Kind=Back Name=)) ] Text=(TextLiteral Parts=[ \"So?\" ]))")]
    [InlineData("set n = 1", "(SetStatement Slot=n Value=(NumberLiteral Millionths=1000000))")]
    [InlineData("do crew.assign(a, 2) as crew, late 3s, else -> b", "(DoStatement Action=crew.assign Arguments=[ (NameExpression Name=a) (NumberLiteral Millionths=2000000) ] As=crew Options=[ (LateOption By=(DurationLiteral Value=00:00:03)) (BranchOption Kind=Else Target=(TargetSyntax Kind=Step Name=b)) ])")]
    [InlineData("do ping()", "(DoStatement Action=ping)")]
    [InlineData("send sms \"Hi\" to a, b.c", "(SendStatement Channel=sms Text=(TextLiteral Parts=[ \"Hi\" ]) To=[ (NameExpression Name=a) (MemberExpression Member=c Target=(NameExpression Name=b)) ])")]
    [InlineData("send email clinic/prepare to a", "(SendStatement Channel=email Template=clinic/prepare To=[ (NameExpression Name=a) ])")]
    [InlineData("send email clinic/prepare(b.c, 1) to a", "(SendStatement Arguments=[ (MemberExpression Member=c Target=(NameExpression Name=b)) (NumberLiteral Millionths=1000000) ] Channel=email Template=clinic/prepare To=[ (NameExpression Name=a) ])")]
    [InlineData("call a, queue sales, 4 tries every 3h, refused -> b, unreached -> end done", "(CallStatement Number=(NameExpression Name=a) Options=[ (QueueOption Queue=sales) (TriesOption Count=4 Every=(DurationLiteral Value=03:00:00)) (BranchOption Kind=Refused Target=(TargetSyntax Kind=Step Name=b)) (BranchOption Kind=Unreached Target=(TargetSyntax Kind=End Name=done)) ])")]
    [InlineData("call a, machine -> b", "(CallStatement Number=(NameExpression Name=a) Options=[ (BranchOption Kind=Machine Target=(TargetSyntax Kind=Step Name=b)) ])")]
    [InlineData("transfer queue q priority 1, after 20s -> b, taken -> end done", "(TransferStatement Options=[ (AfterOption Target=(TargetSyntax Kind=Step Name=b) Time=(DurationLiteral Value=00:00:20)) (BranchOption Kind=Taken Target=(TargetSyntax Kind=End Name=done)) ] Priority=(NumberLiteral Millionths=1000000) Queue=q)")]
    [InlineData("hang up", "(HangUpStatement)")]
    [InlineData("wait 5m", "(WaitStatement Kind=Duration Value=(DurationLiteral Value=00:05:00))")]
    [InlineData("wait until when - 1 day, within 9:00..20:00, late 20h -> b", "(WaitStatement Kind=Until Options=[ (WithinOption Times=(RangeExpression From=(TimeLiteral Value=09:00) To=(TimeLiteral Value=20:00))) (LateOption By=(DurationLiteral Value=20:00:00) Target=(TargetSyntax Kind=Step Name=b)) ] Value=(BinaryExpression Left=(NameExpression Name=when) Operator=Minus Right=(DurationLiteral Value=1.00:00:00)))")]
    [InlineData("wait for crew.arrived, on crew.lost as c -> b, on x -> b", "(WaitStatement Event=crew.arrived Kind=Event Options=[ (OnOption As=c Event=crew.lost Target=(TargetSyntax Kind=Step Name=b)) (OnOption Event=x Target=(TargetSyntax Kind=Step Name=b)) ])")]
    [InlineData("start crew-watch(a)", "(StartStatement Arguments=[ (NameExpression Name=a) ] Script=crew-watch)")]
    [InlineData("-> b", "(GoStatement Target=(TargetSyntax Kind=Step Name=b))")]
    [InlineData("-> end done", "(GoStatement Target=(TargetSyntax Kind=End Name=done))")]
    [InlineData("if a -> b", "(IfStatement Branches=[ (BranchSyntax Condition=(NameExpression Name=a) Target=(TargetSyntax Kind=Step Name=b)) ])")]
    public void A_statement_is_read(string line, string tree) => Snippet.Statement(line).ShouldBe(tree);

    [Theory]
    [InlineData("slot a: text", "(SlotSyntax IsPrivate=False Name=a Type=(TextTypeSyntax))")]
    [InlineData("slot a: text 40 = \"x\", private", "(SlotSyntax IsPrivate=True Name=a Type=(TextTypeSyntax MaxLength=40) Value=(TextLiteral Parts=[ \"x\" ]))")]
    [InlineData("slot a: yes/no", "(SlotSyntax IsPrivate=False Name=a Type=(PlainTypeSyntax Type=YesNo))")]
    [InlineData("slot a: number -1..2.5", "(SlotSyntax IsPrivate=False Name=a Type=(NumberTypeSyntax From=(NumberLiteral Millionths=-1000000) To=(NumberLiteral Millionths=2500000)))")]
    [InlineData("slot a: digits 4", "(SlotSyntax IsPrivate=False Name=a Type=(DigitsTypeSyntax From=4 To=4))")]
    [InlineData("slot a: digits 4..6", "(SlotSyntax IsPrivate=False Name=a Type=(DigitsTypeSyntax From=4 To=6))")]
    [InlineData("slot a: one of red/green", "(SlotSyntax IsPrivate=False Name=a Type=(OneOfTypeSyntax Names=[ red green ]))")]
    [InlineData("slot a: list of moment", "(SlotSyntax IsPrivate=False Name=a Type=(ListTypeSyntax Item=(PlainTypeSyntax Type=Moment)))")]
    [InlineData("slot a: record case", "(SlotSyntax IsPrivate=False Name=a Type=(RecordTypeSyntax IsBare=False Name=case))")]
    [InlineData("slot a: patient = customer", "(SlotSyntax IsPrivate=False Name=a Type=(RecordTypeSyntax IsBare=True Name=patient) Value=(NameExpression Name=customer))")]
    [InlineData("on hangup -> b", "(HandlerSyntax Event=hangup Target=(TargetSyntax Kind=Step Name=b))")]
    [InlineData("starts on form.sent as lead", "(StartsOnSyntax As=lead Event=form.sent)")]
    public void A_declaration_is_read(string line, string tree)
    {
        var source = new SourceText("demo.flow", $"{Snippet.Header}  {line}\n  step hello\n    -> end done\n");
        var script = Scripting.Syntax.ScriptParser.Parse(source);
        script.Diagnostics.ShouldBeEmpty();
        TreeText.Of(script.Slots.Concat<object>(script.Handlers).Concat(script.StartsOn).Single(), source).ShouldBe(tree);
    }

    [Theory]
    [InlineData("step a", "(StepSyntax Body=[ (HangUpStatement) ] IsAnytime=False Name=a)")]
    [InlineData("step a \"A\", anytime", "(StepSyntax Body=[ (HangUpStatement) ] IsAnytime=True Name=a Title=(TextLiteral Parts=[ \"A\" ]))")]
    public void A_step_is_read(string line, string tree)
    {
        var source = new SourceText("demo.flow", $"{Snippet.Header}  {line}\n    hang up\n");
        TreeText.Of(Scripting.Syntax.ScriptParser.Parse(source).Steps.Single(), source).ShouldBe(tree);
    }

    [Theory]
    [InlineData("ask p \"P?\"|  1 yes \"Yes\"|  2 in \"In\" -> b  #k9|  accept p is yes, otherwise \"No.\"",
        "(AskStatement Accepts=[ (AcceptSyntax Condition=(BinaryExpression Left=(NameExpression Name=p) Operator=Is Right=(YesNoLiteral Value=True)) Otherwise=(TextLiteral Parts=[ \"No.\" ])) ] Choices=[ (ChoiceSyntax Key=1 Text=(TextLiteral Parts=[ \"Yes\" ]) Value=yes) (ChoiceSyntax Key=2 Target=(TargetSyntax Kind=Step Name=b) Text=(TextLiteral Id=k9 Parts=[ \"In\" ]) Value=in) ] Slot=p Text=(TextLiteral Parts=[ \"P?\" ]))")]
    [InlineData("if a|  hang up|else if b -> c|else|  if d|    hang up",
        "(IfStatement Branches=[ (BranchSyntax Body=[ (HangUpStatement) ] Condition=(NameExpression Name=a)) (BranchSyntax Condition=(NameExpression Name=b) Target=(TargetSyntax Kind=Step Name=c)) (BranchSyntax Body=[ (IfStatement Branches=[ (BranchSyntax Body=[ (HangUpStatement) ] Condition=(NameExpression Name=d)) ]) ]) ])")]
    public void Lines_belong_to_the_line_they_are_indented_under(string lines, string tree) => Snippet.Statement(lines.Split('|')).ShouldBe(tree);
}
