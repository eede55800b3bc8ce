namespace ContactCenter.Tools.Audit;

/// <summary>What <c>ccaudit verify</c> was asked for.</summary>
internal sealed record VerifyRequest(string? Key, string? KeyName, string[] Heads, string? Series, long? SignedFrom, string? State, bool IsQuiet)
{
    /// <exception cref="ToolException">Options that say nothing together: whoever gave them would take the answer for more than it is.</exception>
    public void Check()
    {
        if (SignedFrom < 0)
        {
            throw new ToolException($"--signed-from is {SignedFrom}; give the number of a commit record, 0 or more.");
        }

        if (Key is null && (KeyName is not null || SignedFrom is not null))
        {
            throw new ToolException($"{(KeyName is not null ? "--key-name" : "--signed-from")} says nothing without --key; give the public key, too.");
        }
    }

    /// <summary>The first option that was given and says nothing about a receipt; null when none was.</summary>
    public string? FindNotOfReceipt() => Heads.Length > 0 ? "--head" : Series is not null ? "--heads" : SignedFrom is not null ? "--signed-from" : State is not null ? "--state" : null;
}
