export { type Counterpart, type CounterpartSettings, startCounterpart } from './counterpart.ts'
