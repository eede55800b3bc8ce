using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>
/// The code as the machine runs it. What scripts do most, an operation on a slot and a constant, is one instruction instead of three: <c>Load</c>,
/// <c>Constant</c> and the operation. Only the first of the three is another one; the places stay, and who jumps to the second finds it.
/// </summary>
internal static class FusedCode
{
    /// <summary>Instructions of the code that one fused instruction stands for; it costs the budget as many.</summary>
    public const int Parts = 3;

    public static Instruction[] Of(ImmutableArray<Instruction> code)
    {
        Instruction[] fused = [.. code];
        for (var at = 0; at <= code.Length - Parts; at++)
        {
            if (code[at].Op == ScriptOp.Load && code[at + 1].Op == ScriptOp.Constant && IsOperation(code[at + 2].Op))
            {
                fused[at] = new(ScriptOp.SlotWithConstant, 0, code[at].C);
            }
        }

        return fused;
    }

    private static bool IsOperation(ScriptOp op) => op is >= ScriptOp.Add and <= ScriptOp.Divide or >= ScriptOp.Is and <= ScriptOp.In;
}
