using System.Runtime.InteropServices;

namespace ContactCenter.Scripting;

/// <summary>One instruction: 8 bytes.</summary>
/// <param name="Op">What it does.</param>
/// <param name="A">The number of arguments of <see cref="ScriptOp.Call"/>; 0 elsewhere.</param>
/// <param name="C">The operand: a slot, a constant, a place in the code.</param>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal readonly record struct Instruction(ScriptOp Op, byte A, int C);
