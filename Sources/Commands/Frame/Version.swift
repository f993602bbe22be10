/// The version of accord: in `accord version`, in plan files, in the user agent.
package let accordVersion = "0.1.0"
