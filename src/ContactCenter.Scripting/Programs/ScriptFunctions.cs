namespace ContactCenter.Scripting;

/// <summary>What is known of the functions without calling them.</summary>
internal static class ScriptFunctions
{
    /// <summary>How many arguments a function takes; 0 when there is no such function.</summary>
    public static int ArgumentsOf(ScriptFunction function) => function switch
    {
        ScriptFunction.Count or ScriptFunction.Length or ScriptFunction.First or ScriptFunction.Last or ScriptFunction.Abs => 1,
        ScriptFunction.DateOf or ScriptFunction.TimeOf or ScriptFunction.WeekdayOf => 1,
        ScriptFunction.Min or ScriptFunction.Max or ScriptFunction.Round or ScriptFunction.Starts or ScriptFunction.Contains => 2,
        ScriptFunction.MomentOf => 2,
        _ => 0,
    };
}
