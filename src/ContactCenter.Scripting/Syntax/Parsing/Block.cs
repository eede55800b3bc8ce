namespace ContactCenter.Scripting.Syntax;

/// <summary>Lines of one indentation that are being collected.</summary>
internal sealed class Block
{
    private readonly List<ChoiceSyntax> _choices = [];
    private readonly List<AcceptSyntax> _accepts = [];
    private readonly List<BranchSyntax> _branches = [];

    /// <summary>The <c>if</c> whose ways are being collected, as long as an <c>else</c> may follow.</summary>
    private IfStatement? _if;

    public List<StatementSyntax> Statements { get; } = [];

    /// <summary>The spaces its lines begin with.</summary>
    public int Indent { get; private set; }

    /// <summary>The line the block hangs on: a step, an <c>ask</c>, a way of an <c>if</c> or a line with a fault; null when its lines belong to the block around it.</summary>
    public LineSyntax? Owner { get; private set; }

    /// <summary>The last line, if lines may be indented below it and none are yet. Below a line with a fault they may: it was perhaps meant otherwise.</summary>
    public LineSyntax? Opener { get; set; }

    /// <summary>Choices belong here, and statements do not.</summary>
    public bool IsAsk { get; private set; }

    /// <summary>The lines hang on one that was not understood or stand too far in, so nothing can be said about whether they belong here.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>An <c>else</c> may follow.</summary>
    public bool HasOpenIf => _if is not null;

    public void Reset(int indent, LineSyntax? owner, Block? around)
    {
        (Indent, Owner, Opener) = (indent, owner, null);
        IsAsk = owner is AskStatement || (owner is null && around is { IsAsk: true });
        IsBroken = !IsAsk && (owner is not (StepSyntax or BranchSyntax) || owner.HasFault);
    }

    public void Add(StatementSyntax statement, FaultList faults)
    {
        Seal(faults);
        Statements.Add(statement);
        Opener = statement is AskStatement || statement.HasFault ? statement : null;
    }

    public void Add(IfStatement statement, BranchSyntax first, FaultList faults)
    {
        Add(statement, faults);
        _if = statement;
        AddWay(first, faults);
    }

    /// <summary>The next way of the open <c>if</c>.</summary>
    public void AddWay(BranchSyntax way, FaultList faults)
    {
        ReportEmpty(faults);
        _branches.Add(way);
        Opener = way.Target is null || way.HasFault ? way : null;
    }

    /// <summary>Nothing more can be added to what stands last.</summary>
    public void Seal(FaultList faults)
    {
        ReportEmpty(faults);
        if (_if is { } open)
        {
            open.Branches = _branches.TakeFrom(0);
            _if = null;
        }
    }

    public void Add(ChoiceSyntax choice, FaultList faults)
    {
        Seal(faults);
        _choices.Add(choice);
        Opener = choice.HasFault ? choice : null;
    }

    public void Add(AcceptSyntax accept, FaultList faults)
    {
        Seal(faults);
        _accepts.Add(accept);
        Opener = accept.HasFault ? accept : null;
    }

    /// <summary>Gives the lines to the line they hang on, and what that cannot have to the block around it.</summary>
    public void HandTo(Block around)
    {
        switch (Owner)
        {
            case BranchSyntax branch:
                branch.Body = Statements.TakeFrom(0);
                break;
            case BrokenStatement broken:
                broken.Body = Statements.TakeFrom(0);
                break;
            case AskStatement ask:
                ask.Choices = _choices.TakeFrom(0);
                ask.Accepts = _accepts.TakeFrom(0);
                break;
            case null:
                around._choices.AddRange(_choices);
                around._accepts.AddRange(_accepts);
                break;
        }

        around.Statements.AddRange(Statements);
        Statements.Clear();
        _choices.Clear();
        _accepts.Clear();
    }

    private void ReportEmpty(FaultList faults)
    {
        if (Opener is BranchSyntax branch)
        {
            faults.ReportAbove(branch, WritingCodes.EmptyBlock, branch.Condition is null ? "else" : "if");
        }

        Opener = null;
    }
}
