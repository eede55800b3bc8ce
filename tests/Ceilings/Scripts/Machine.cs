using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
namespace ScriptLimits;

/// The ceiling: a hand-written bytecode loop over one switch. Values are 16 bytes, slots are pre-sized,
/// every host-visible step returns to the caller, so the whole state is (pc, slots).
public readonly struct Val(object? text, long num) { public readonly object? Text = text; public readonly long Num = num; }

public enum Op : byte { Push, Load, Store, Add, Ge, JumpIfFalse, Jump, Say, Ask, Act, End }
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly struct Ins(Op op, int a = 0, int b = 0) { public readonly Op Op = op; public readonly short A = (short)a; public readonly int B = b; }

public sealed class Frame
{
    public int Pc, Sp, AskSlot, Budget, Seq;
    public readonly Val[] Slots = new Val[8];
    public readonly Val[] Stack = new Val[8];
    public void Reset() { Pc = Sp = Seq = 0; AskSlot = -1; Budget = 10_000; Array.Clear(Slots); }
}

[StructLayout(LayoutKind.Sequential)]
public struct AuditRecord { public long Instance; public int Seq; public int Pc; public int Id; public int Answer; }

public static class Machine
{
    public const int Risk = 0, Floor = 1, Plant = 2, Attempts = 3, Caller = 4, Minutes = 5, Answer = 6;
    public static readonly string[] Lines = ["greet", "evac", "switches", "addr", "eta", "bye"];
    public static readonly string[] Acts = ["lookup", "open_case", "disposition"];
    public static readonly int[] Options = [2, 2, 2, 3, 3, 2, 2];   // smell indoor unwell meter floor confirm stay
    public static readonly Ins[] Code = Build();

    static Ins[] Build()
    {
        var c = new List<Ins>();
        void Question(int id, int slot) => c.Add(new(Op.Ask, id, slot));
        void RiskIfYes(int id, int points)
        {
            Question(id, Answer);
            c.Add(new(Op.Push, 0, 1)); c.Add(new(Op.Load, Answer)); c.Add(new(Op.Ge));     // 1 >= answer+1 is "yes"
            int j = c.Count; c.Add(default);
            c.Add(new(Op.Load, Risk)); c.Add(new(Op.Push, 0, points)); c.Add(new(Op.Add)); c.Add(new(Op.Store, Risk));
            c[j] = new(Op.JumpIfFalse, 0, c.Count);
        }
        c.Add(new(Op.Say, 0, Caller));
        RiskIfYes(0, 40); RiskIfYes(1, 20); RiskIfYes(2, 30);
        c.Add(new(Op.Load, Risk)); c.Add(new(Op.Push, 0, 60)); c.Add(new(Op.Ge));
        int k = c.Count; c.Add(default);
        c.Add(new(Op.Say, 1, -1)); c.Add(new(Op.Say, 2, -1));
        c[k] = new(Op.JumpIfFalse, 0, c.Count);
        Question(3, Answer);
        int address = c.Count;
        Question(4, Floor);
        c.Add(new(Op.Act, 0, Plant));
        c.Add(new(Op.Say, 3, Plant));
        Question(5, Answer);
        c.Add(new(Op.Push, 0, 1)); c.Add(new(Op.Load, Answer)); c.Add(new(Op.Ge));
        int no = c.Count; c.Add(default);
        int yes = c.Count; c.Add(default);
        c[no] = new(Op.JumpIfFalse, 0, c.Count);
        c.Add(new(Op.Load, Attempts)); c.Add(new(Op.Push, 0, 1)); c.Add(new(Op.Add)); c.Add(new(Op.Store, Attempts));
        c.Add(new(Op.Jump, 0, address));
        c[yes] = new(Op.Jump, 0, c.Count);
        c.Add(new(Op.Act, 1, Risk)); c.Add(new(Op.Say, 4, Minutes)); Question(6, Answer);
        c.Add(new(Op.Act, 2, -1)); c.Add(new(Op.Say, 5, -1)); c.Add(new(Op.End));
        return c.ToArray();
    }

    /// Runs to the next host-visible step; returns its instruction (Say, Ask, Act or End).
    public static Ins Resume(Frame f)
    {
        var code = Code; var slots = f.Slots; var stack = f.Stack; int pc = f.Pc, sp = f.Sp, budget = f.Budget;
        while (true)
        {
            if (--budget < 0) throw new InvalidOperationException("step budget");
            var i = code[pc++];
            switch (i.Op)
            {
                case Op.Push: stack[sp++] = new(null, i.B); break;
                case Op.Load: stack[sp++] = slots[i.A]; break;
                case Op.Store: slots[i.A] = stack[--sp]; break;
                case Op.Add: sp--; stack[sp - 1] = new(null, stack[sp - 1].Num + stack[sp].Num); break;
                case Op.Ge: sp--; stack[sp - 1] = new(null, stack[sp - 1].Num >= stack[sp].Num ? 1 : 0); break;
                case Op.JumpIfFalse: if (stack[--sp].Num == 0) pc = i.B; break;
                case Op.Jump: pc = i.B; break;
                default:
                    f.Pc = pc; f.Sp = sp; f.Budget = budget;
                    return i;
            }
        }
    }

    public static int Snapshot(Frame f, Span<byte> to)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to, f.Pc);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], f.Seq);
        to[8] = (byte)f.Slots.Length; int n = 9;
        foreach (ref readonly var v in f.Slots.AsSpan())
        {
            if (v.Text is string s) { to[n] = 2; int k = Encoding.UTF8.GetBytes(s, to[(n + 2)..]); to[n + 1] = (byte)k; n += 2 + k; }
            else if (v.Num == 0) to[n++] = 0;
            else { to[n] = 1; BinaryPrimitives.WriteInt64LittleEndian(to[(n + 1)..], v.Num); n += 9; }
        }
        return n;
    }

    public static void Restore(Frame f, ReadOnlySpan<byte> from)
    {
        f.Reset(); f.Pc = BinaryPrimitives.ReadInt32LittleEndian(from); f.Seq = BinaryPrimitives.ReadInt32LittleEndian(from[4..]);
        int count = from[8], n = 9;
        for (int i = 0; i < count; i++)
            switch (from[n])
            {
                case 0: n++; break;
                case 1: f.Slots[i] = new(null, BinaryPrimitives.ReadInt64LittleEndian(from[(n + 1)..])); n += 9; break;
                default: int k = from[n + 1]; f.Slots[i] = new(Encoding.UTF8.GetString(from.Slice(n + 2, k)), 0); n += 2 + k; break;
            }
    }
}

public sealed class MachinePeer(bool audit, bool durable, bool render) : Peer
{
    readonly Frame f = new();
    readonly AuditRecord[] ring = new AuditRecord[4096]; int at;
    readonly byte[] buffer = new byte[512]; readonly char[] text = new char[256];
    readonly object rossi = "Rossi", plant = "Via Roma 12";
    public int SnapshotBytes; public Frame State => f; public int Sink;
    public override string Name => "hand-written switch loop" + (audit ? " + audit record" : "") + (durable ? " + snapshot each step" : "") + (render ? " + rendered text" : "");

    public override int RunOnce(List<string>? trace = null) => RunTo(int.MaxValue, trace);

    public int RunTo(int stop, List<string>? trace = null)
    {
        f.Reset(); f.Slots[Machine.Caller] = new(rossi, 0); f.Slots[Machine.Minutes] = new(null, 25);
        int steps = 0, asked = 0;
        while (steps < stop)
        {
            var i = Machine.Resume(f);
            if (i.Op == Op.End) break;
            steps++; int answer = -1;
            switch (i.Op)
            {
                case Op.Ask: answer = Script.Answers[asked++]; f.Slots[i.B] = new(null, answer + 1); trace?.Add("ask " + Machine.Options[i.A]); break;
                case Op.Act: if (i.A == 0) f.Slots[Machine.Plant] = new(plant, 0); trace?.Add("act " + Machine.Acts[i.A]); break;
                case Op.Say: trace?.Add("say " + Machine.Lines[i.A]); if (render) Sink += Render(i); break;
            }
            if (audit) { f.Seq = steps; ring[at++ & 4095] = new() { Instance = 7, Seq = steps, Pc = f.Pc, Id = i.A, Answer = answer }; }
            if (durable) SnapshotBytes = Machine.Snapshot(f, buffer);
        }
        return steps;
    }

    static readonly string[] head = ["Gas emergency, good morning ", "Leave the building at once.", "Do not touch any switch.", "I have the address ", "The crew arrives in ", "Goodbye."];
    int Render(Ins i)
    {
        var h = head[i.A]; h.CopyTo(text); int n = h.Length;
        if (i.B >= 0)
        {
            var v = f.Slots[i.B];
            if (v.Text is string s) { s.CopyTo(text.AsSpan(n)); n += s.Length; }
            else { v.Num.TryFormat(text.AsSpan(n), out int k); n += k; }
            text[n++] = '.';
        }
        return n;
    }
}
