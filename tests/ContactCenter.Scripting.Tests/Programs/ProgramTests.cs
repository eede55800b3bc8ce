using System.Collections.Immutable;
using ContactCenter.Scripting.Tests.Running;
using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Programs;

public sealed class ProgramTests
{
    public static TheoryData<string> Names => ["gas", "all", "away"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_is_read_as_it_was_written(string name)
    {
        var program = Program(name);
        var back = ScriptProgram.FromBytes(program.ToBytes());
        back.ToBytes().ShouldBe(program.ToBytes());
        back.Hash.ShouldBe(program.Hash);
        (back.Name, back.Version).ShouldBe((program.Name, program.Version));
        back.Languages.ShouldBe(program.Languages);
        back.Statements.ShouldBe(program.Statements);
        back.Code.ShouldBe(program.Code);
        back.Tables.Slots.ShouldBe(program.Tables.Slots);
        back.Tables.Waits.Select(static wait => wait with { Events = [] }).ShouldBe(program.Tables.Waits.Select(static wait => wait with { Events = [] }));
        back.Tables.Calls.Length.ShouldBe(program.Tables.Calls.Length);
    }

    [Fact]
    public void The_kept_program_is_what_is_written_today()
    {
        // The benchmark runs it; a change of the form of programs needs a new version of it and a new file.
        var path = Path.Combine(Folder(), "gas.program");
        Convert.ToHexString(File.ReadAllBytes(path)).ShouldBe(Convert.ToHexString(Scripts.Gas().ToBytes()));
    }

    [Fact]
    public void The_hash_is_that_of_the_content()
    {
        Scripts.Gas().Hash.ShouldBe(Scripts.Gas().Hash);
        var tables = Scripts.Gas().Tables;
        new ScriptProgram(tables with { Version = 4 }).Hash.ShouldNotBe(Scripts.Gas().Hash);
        var text = tables.Texts[0] with { Templates = [tables.Texts[0].Templates[0] with { Pieces = [new("Hello ")] }] };
        new ScriptProgram(tables with { Texts = tables.Texts.SetItem(0, text) }).Hash.ShouldNotBe(Scripts.Gas().Hash);
        System.Security.Cryptography.SHA256.HashData(Scripts.Gas().ToBytes()).ShouldBe(Scripts.Gas().Hash);
    }

    [Fact]
    public void An_instruction_has_8_bytes() => System.Runtime.CompilerServices.Unsafe.SizeOf<Instruction>().ShouldBe(8);

    /// <summary>Each breaks one rule.</summary>
    public static TheoryData<string> Broken => [.. Breaks.Keys];

    private static readonly Dictionary<string, Func<ProgramTables, ProgramTables>> Breaks = new()
    {
        ["no name"] = static t => t with { Name = "" },
        ["version 0"] = static t => t with { Version = 0 },
        ["no language"] = static t => t with { Languages = [] },
        ["no code"] = static t => t with { Code = [] },
        ["no step"] = static t => t with { Steps = [] },
        ["step beyond the code"] = static t => t with { Steps = t.Steps.SetItem(0, t.Steps[0] with { Entry = t.Code.Length }) },
        ["statement of no step"] = static t => t with { Statements = t.Statements.SetItem(0, t.Statements[0] with { Step = 7 }) },
        ["statement behind which stands nothing"] = static t => t with { Statements = t.Statements.SetItem(0, t.Statements[0] with { Next = -1 }) },
        ["statement in the middle of another"] = static t => t with { Statements = t.Statements.SetItem(1, t.Statements[1] with { Entry = t.Statements[1].Entry + 1 }) },
        ["line without a text"] = static t => t with { Lines = t.Lines.SetItem(0, new(99)) },
        ["detail that is not there"] = static t => t with { Statements = t.Statements.SetItem(0, t.Statements[0] with { Detail = 99 }) },
        ["question without a slot"] = static t => t with { Asks = t.Asks.SetItem(0, t.Asks[0] with { Slot = -1 }) },
        ["question into a fact"] = static t => t with { Asks = t.Asks.SetItem(0, t.Asks[0] with { Slot = 1 }) },
        ["confirmation with a slot"] = static t => t with { Asks = t.Asks.SetItem(1, t.Asks[1] with { Slot = 0 }) },
        ["limit of 0"] = static t => t with { Asks = t.Asks.SetItem(0, t.Asks[0] with { Wrong = new(0, 0) }) },
        ["limit that leads nowhere"] = static t => t with { Asks = t.Asks.SetItem(0, t.Asks[0] with { Wrong = new(1, -5) }) },
        ["accept in other code"] = static t => t with { Asks = t.Asks.SetItem(0, t.Asks[0] with { Accept = 0 }) },
        ["action that fails to nowhere"] = static t => t with { Actions = t.Actions.SetItem(0, t.Actions[0] with { Else = -1 }) },
        ["action with a result nowhere"] = static t => t with { Actions = t.Actions.SetItem(0, t.Actions[0] with { Result = 44 }) },
        ["action with another number of arguments"] = static t => t with { Actions = t.Actions.SetItem(0, t.Actions[0] with { Arguments = [] }) },
        ["message to nobody"] = static t => t with { Sends = t.Sends.SetItem(0, t.Sends[0] with { Recipients = 0 }) },
        ["call that is never tried"] = static t => t with { Calls = t.Calls.SetItem(0, t.Calls[0] with { Tries = 0 }) },
        ["transfer that leads beyond the code"] = static t => t with { Transfers = t.Transfers.SetItem(0, t.Transfers[0] with { Taken = 1_000 }) },
        ["half a window"] = static t => t with { Waits = t.Waits.SetItem(0, t.Waits[0] with { To = -1 }) },
        ["late without a place"] = static t => t with { Waits = t.Waits.SetItem(0, t.Waits[0] with { LateTarget = -1 }) },
        ["handler into no slot"] = static t => t with { Handlers = [new("x", 9, 0)] },
        ["handler to nowhere"] = static t => t with { Handlers = [new("x", -1, -1)] },
        ["text that shows what it does not have"] = static t => t with { Texts = t.Texts.SetItem(0, t.Texts[0] with { Templates = [new("en", "", [new("", 3)])] }) },
        ["text with a value too many"] = static t => t with { Texts = t.Texts.SetItem(0, t.Texts[0] with { Holes = [ScriptType.Text] }) },
        ["start into a fact"] = static t => t with { StartSlot = 1 },
        ["0 tries"] = static t => t with { DefaultTries = 0 },
        ["code that runs off its end"] = static t => t with { Code = t.Code.SetItem(t.Code.Length - 1, new(ScriptOp.Jump, 0, t.Code.Length)) },
        ["jump backwards beyond the beginning"] = static t => t with { Code = t.Code.SetItem(0, new(ScriptOp.Jump, 0, -1)) },
        ["unknown instruction"] = static t => t with { Code = t.Code.SetItem(0, new((ScriptOp)99, 0, 0)) },
        ["constant that is not there"] = static t => t with { Code = t.Code.SetItem(0, new(ScriptOp.Constant, 0, 99)) },
        ["slot that is not there"] = static t => t with { Code = t.Code.SetItem(0, new(ScriptOp.Load, 0, 99)) },
        ["pop of nothing"] = static t => t with { Code = t.Code.SetItem(0, new(ScriptOp.Store, 0, 0)) },
        ["stack that grows in a loop"] = static t => t with { Code = [new(ScriptOp.Now, 0, 0), new(ScriptOp.Jump, 0, 0), .. t.Code.Skip(2)] },
        ["function that is none"] = static t => t with { Code = t.Code.SetItem(0, new(ScriptOp.Call, 1, 99)) },
        ["accept outside of an answer"] = static t => t with { Code = t.Code.SetItem(0, new(ScriptOp.Accept, 0, 0)) },
        ["outcome that is none"] = static t => t with { Code = t.Code.SetItem(0, new(ScriptOp.End, 0, 9)) },
        ["fact that is set"] = static t => t with { Code = [new(ScriptOp.Now, 0, 0), new(ScriptOp.Store, 0, 1), .. t.Code.Skip(2)] },
        ["list of too many"] = static t => t with { Code = t.Code.SetItem(0, new(ScriptOp.MakeList, 0, 1_000)) },
        ["statement performed that nobody sees"] = static t => t with { Statements = t.Statements.SetItem(0, t.Statements[0] with { Kind = StatementKind.Set }) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_program_that_breaks_a_rule_is_not_made(string rule)
    {
        var tables = InputTableTests.AllStatements().Tables;
        Should.Throw<ScriptFormatException>(() => new ScriptProgram(Breaks[rule](tables)));
    }

    [Fact]
    public void A_label_without_a_place_is_named()
    {
        var b = new ProgramBuilder("x", 1);
        b.Step("only", b.Label());
        b.Emit(ScriptOp.Jump, b.Label());
        Should.Throw<ScriptFormatException>(() => b.Build()).Message.ShouldContain("Label 1");
    }

    [Property(MaxTest = 400)]
    public void Forged_programs_are_refused_or_run_within_their_budget(int seed)
    {
        var random = new Random(seed);
        var bytes = Program(random.Next(3) switch { 0 => "gas", 1 => "all", _ => "away" }).ToBytes();
        bytes = Forge.Bytes(bytes, random);
        ScriptProgram program;
        try
        {
            program = ScriptProgram.FromBytes(bytes);
        }
        catch (ScriptFormatException)
        {
            return;
        }

        Forge.Drive(program, random);
    }

    [Fact]
    public void Forged_code_is_refused_or_runs_within_its_budget()
    {
        var (made, refused) = (0, 0);
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            var tables = (seed % 2 == 0 ? InputTableTests.AllStatements() : AwayTests.Away()).Tables;
            var code = tables.Code;
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                code = code.SetItem(random.Next(code.Length), new((ScriptOp)random.Next(1, 56), (byte)random.Next(3), random.Next(-1, code.Length + 1)));
            }

            ScriptProgram program;
            try
            {
                program = new ScriptProgram(tables with { Code = code });
                made++;
            }
            catch (ScriptFormatException)
            {
                refused++;
                continue;
            }

            Forge.Drive(program, random);
        }

        (made > 50 && refused > 50).ShouldBeTrue($"{made} made, {refused} refused");
    }

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    internal static ScriptProgram Program(string name) => name switch
    {
        "gas" => Scripts.Gas(),
        "all" => InputTableTests.AllStatements(),
        _ => AwayTests.Away(true),
    };
}
