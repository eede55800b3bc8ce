using ContactCenter.Desk;
using ContactCenter.Desktop.Localization;
using Microsoft.Extensions.Logging;
using MudBlazor;

namespace ContactCenter.Desktop.Circuit;

/// <summary>Does what the person asks, and says in words when it was not done.</summary>
internal sealed class DeskActions(Workplace workplace, CommandKeys keys, ISnackbar snackbar, Words words, ILogger<DeskActions> logger)
{
    /// <returns>Whether it is done.</returns>
    public async Task<bool> DoAsync(DeskCommand command)
    {
        var result = await AskAsync(command);
        if (result.Status != DeskStatus.Unavailable)
        {
            keys.Settle(command);
        }

        if (!result.IsDone)
        {
            Say(result);
        }

        return result.IsDone;
    }

    private async Task<DeskResult> AskAsync(DeskCommand command)
    {
        try
        {
            return await workplace.Open.DoAsync(command, keys.KeyOf(command));
        }
        catch (DeskAccessException refused)
        {
            return new DeskResult(DeskStatus.Forbidden, refused.Code);
        }
#pragma warning disable CA1031 // whatever went wrong, the person is told, and the page stays
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.CommandFailed(fault, command.GetType().Name);
            return new DeskResult(DeskStatus.Unavailable);
        }
    }

    private void Say(DeskResult result)
    {
        var said = words[$"result.{result.Status.ToString().ToLowerInvariant()}"];
        var why = string.Join(' ', new[] { words.Find($"code.{result.Code}") ?? result.Message, result.Code is { } code ? $"({code})" : null }.Where(s => !string.IsNullOrEmpty(s)));
        snackbar.Add(Shown.Harmless(why.Length == 0 ? said : $"{said} {why}"), result.Status == DeskStatus.Unavailable ? Severity.Error : Severity.Warning);
    }
}
