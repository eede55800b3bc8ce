using System.CommandLine;
using System.Globalization;
using ContactCenter.Tools.Simulation;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture; // the same command means the same on every machine
var root = new RootCommand("Simulates contact centers on the real router of ContactCenter, in virtual time.")
{
    RunCommand.Create(),
    StaffCommand.Create(),
    ErlangCommand.Create(),
    ReplayCommand.Create(),
};
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync(); // tells what is wrong with the arguments, too
return parsed.Errors.Count > 0 ? Shared.Unusable : code;
